package io.kubejar.client;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;

/// Tells users, by events, what happened to an object and why.
public interface EventRecorder {
  /// An event's type.
  enum Type {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /// Records an event on an object.
  ///
  /// @param reason one word in upper camel case, such as `FailedScheduling`
  /// @param fieldPath the part of the object it is about, such as `spec.containers{web}`, or empty
  <T extends ApiObject> void event(
      Kind<T> kind, T object, String fieldPath, Type type, String reason, String message);

  default <T extends ApiObject> void normal(Kind<T> kind, T object, String reason, String message) {
    event(kind, object, "", Type.NORMAL, reason, message);
  }

  default <T extends ApiObject> void warning(
      Kind<T> kind, T object, String reason, String message) {
    event(kind, object, "", Type.WARNING, reason, message);
  }
}
