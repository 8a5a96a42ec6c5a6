package io.kubejar.cel.value;

/// An expression could not be evaluated; the message is upstream's.
///
/// Errors are ordinary results within an expression (`false && error` is `false`), so they carry no
/// stack trace.
public class CelError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CelError(String message) {
    super(message, null, false, false);
  }

  /// No function takes arguments of these types.
  public static CelError noSuchOverload() {
    return new CelError("no such overload");
  }

  public static CelError noSuchKey(Object key) {
    return new CelError("no such key: " + Texts.plain(key));
  }

  public String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
