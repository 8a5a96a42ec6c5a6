package io.kubejar.wire.apply;

import java.util.List;

/// A tree that does not have the shape that its schema says; the message names the fields as
/// upstream does.
public final class ShapeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ShapeException(List<String> errors) {
    super(errors.size() == 1 ? errors.getFirst() : "errors:\n  " + String.join("\n  ", errors));
  }
}
