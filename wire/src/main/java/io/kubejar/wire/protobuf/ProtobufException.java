package io.kubejar.wire.protobuf;

/// Says that bytes are not the protobuf message they should be.
public final class ProtobufException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ProtobufException(String message) {
    super(message, null, false, false);
  }
}
