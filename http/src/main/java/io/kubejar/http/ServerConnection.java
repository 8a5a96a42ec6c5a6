package io.kubejar.http;

/// A client's connection as its server sees it; called on any thread.
interface ServerConnection {

  /// Takes no further requests and closes once the running ones have ended.
  void drain();

  void closeNow();
}
