package io.kubejar.cel;

/// A text is no expression of its environment; the message lists all errors as upstream does, each
/// with the line and a mark below the place.
public final class CelCompileException extends Exception {
  private static final long serialVersionUID = 1L;

  CelCompileException(String issues) {
    super(issues, null, false, false);
  }

  /// The errors, as upstream prints them: `ERROR: <input>:1:1: undeclared reference to …`.
  public String issues() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /// The errors as validation says them.
  public String failure() {
    return "compilation failed: " + issues();
  }
}
