package io.kubejar.http;

/// Runs actions of callers on threads that must survive them.
final class Callbacks {
  private static final System.Logger LOG = System.getLogger("io.kubejar.http");

  private Callbacks() {}

  static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException failed) {
      LOG.log(System.Logger.Level.WARNING, "a close action failed", failed);
    }
  }
}
