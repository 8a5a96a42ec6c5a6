package io.kubejar.node.cri;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/// A call that the runtime refused or did not answer.
///
/// The message has the form that the events and statuses of a node show: `rpc error: code =
/// NotFound desc = …`.
public final class CriException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// What kind of failure it is; the codes of gRPC that a runtime uses.
  public enum Code {
    NOT_FOUND("NotFound"),
    ALREADY_EXISTS("AlreadyExists"),
    INVALID_ARGUMENT("InvalidArgument"),
    FAILED_PRECONDITION("FailedPrecondition"),
    RESOURCE_EXHAUSTED("ResourceExhausted"),
    UNIMPLEMENTED("Unimplemented"),
    UNAVAILABLE("Unavailable"),
    DEADLINE_EXCEEDED("DeadlineExceeded"),
    CANCELLED("Canceled"),
    INTERNAL("Internal"),
    UNKNOWN("Unknown");

    private final String text;

    Code(String text) {
      this.text = text;
    }
  }

  private final Code code;
  private final String description;

  public CriException(Code code, String description) {
    this(code, description, null);
  }

  private CriException(Code code, String description, @Nullable Throwable cause) {
    super("rpc error: code = " + code.text + " desc = " + description, cause);
    this.code = code;
    this.description = description;
  }

  static CriException from(StatusRuntimeException e) {
    String description = e.getStatus().getDescription();
    return new CriException(
        code(e.getStatus().getCode()), description == null ? "" : description, e);
  }

  private static Code code(Status.Code code) {
    return switch (code) {
      case NOT_FOUND -> Code.NOT_FOUND;
      case ALREADY_EXISTS -> Code.ALREADY_EXISTS;
      case INVALID_ARGUMENT, OUT_OF_RANGE -> Code.INVALID_ARGUMENT;
      case FAILED_PRECONDITION, ABORTED -> Code.FAILED_PRECONDITION;
      case RESOURCE_EXHAUSTED -> Code.RESOURCE_EXHAUSTED;
      case UNIMPLEMENTED -> Code.UNIMPLEMENTED;
      case UNAVAILABLE -> Code.UNAVAILABLE;
      case DEADLINE_EXCEEDED -> Code.DEADLINE_EXCEEDED;
      case CANCELLED -> Code.CANCELLED;
      case INTERNAL, DATA_LOSS -> Code.INTERNAL;
      case OK, UNKNOWN, PERMISSION_DENIED, UNAUTHENTICATED -> Code.UNKNOWN;
    };
  }

  /// What kind of failure it is.
  public Code code() {
    return code;
  }

  /// The runtime's own words.
  public String description() {
    return description;
  }

  /// Whether what was asked for does not exist.
  public boolean isNotFound() {
    return code == Code.NOT_FOUND;
  }
}
