package io.kubejar.http;

import java.io.IOException;
import java.io.Serial;

/// Thrown when a body is larger than allowed; a server answers 413.
public final class BodyTooLargeException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  private final long limit;

  public BodyTooLargeException(long limit) {
    super("body larger than " + limit + " bytes");
    this.limit = limit;
  }

  public long limit() {
    return limit;
  }
}
