package io.kubejar.http;

import java.io.IOException;
import java.io.Serial;

/// Thrown when a server answers a request for an upgrade with something else than 101.
public final class UpgradeRefusedException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final transient Headers headers;
  private final transient byte[] body;

  public UpgradeRefusedException(int status, Headers headers, byte[] body) {
    super("upgrade refused with status " + status);
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public int status() {
    return status;
  }

  public Headers headers() {
    return headers;
  }

  /// The beginning of the answer's body, at most 64 KiB.
  public byte[] body() {
    return body;
  }
}
