package io.kubejar.wire.patch;

/// Says that a patch cannot be read or does not apply.
public final class PatchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Whose fault it is, as the answer's status tells it.
  public enum Fault {
    /// The patch is malformed: 400, with the message.
    MALFORMED,
    /// The patch does not apply to this object: 422, without a message of its own.
    NOT_APPLICABLE,
    /// A test of the patch fails, so that the patch is not for this object: 422 as well.
    TEST_FAILED,
    /// The patch breaks the rules of its form: 500 upstream, with the message.
    ILL_FORMED
  }

  private final Fault fault;

  public PatchException(Fault fault, String message) {
    super(message, null, false, false);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
