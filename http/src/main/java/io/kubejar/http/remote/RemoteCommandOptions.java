package io.kubejar.http.remote;

import io.kubejar.http.QueryParameters;

/// Which streams an exec or attach asks for.
public record RemoteCommandOptions(boolean stdin, boolean stdout, boolean stderr, boolean tty) {

  /// A terminal has no standard error of its own.
  public RemoteCommandOptions {
    stderr = stderr && !tty;
  }

  /// From the parameters of the kubelet's and runtimes' streaming endpoints (`input`, `output`,
  /// `error`, `tty`, each `1`).
  public static RemoteCommandOptions ofStreaming(QueryParameters query) {
    return new RemoteCommandOptions(
        is(query, "input"), is(query, "output"), is(query, "error"), is(query, "tty"));
  }

  /// From the parameters of the API's `exec` and `attach` (`stdin`, `stdout`, `stderr`, `tty`).
  public static RemoteCommandOptions ofApi(QueryParameters query) {
    return new RemoteCommandOptions(
        is(query, "stdin"), is(query, "stdout"), is(query, "stderr"), is(query, "tty"));
  }

  public boolean any() {
    return stdin || stdout || stderr;
  }

  private static boolean is(QueryParameters query, String name) {
    var value = query.first(name);
    return value != null && (value.equals("1") || value.equalsIgnoreCase("true"));
  }
}
