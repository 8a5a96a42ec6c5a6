package io.kubejar.server.registry;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.server.spi.Failures;

/// Whether an object fits the request it came with.
public final class RequestChecks {
  private RequestChecks() {}

  /// The object in the namespace of the request, if that is in one; 400 when it says another.
  static <T extends ApiObject> T inNamespace(Kind<T> kind, String namespace, T object) {
    return inNamespace(kind.names().namespaced() ? namespace : "", object);
  }

  /// The object in a namespace, or in none where that is empty; 400 when it says another.
  @SuppressWarnings("unchecked") // withMetadata returns the object's own type
  public static <T extends ApiObject> T inNamespace(String namespace, T object) {
    ObjectMeta metadata = object.metadata();
    String said = metadata.namespace();
    if (said.equals(namespace)) {
      return object;
    }
    if (said.isEmpty() || namespace.isEmpty()) {
      return (T) object.withMetadata(metadata.toBuilder().namespace(namespace).build());
    }
    throw Failures.badRequest(
        "the namespace of the provided object does not match the namespace sent on the request");
  }

  /// The object if it has the name of the request; 400 otherwise.
  public static <T extends ApiObject> T named(String name, T object) {
    ObjectMeta metadata = object.metadata();
    if (metadata.name().equals(name)) {
      return object;
    }
    if (metadata.name().isEmpty()) {
      throw Failures.badRequest(
          "the name of the object (%s based on URL) was undeterminable: name must be provided"
              .formatted(name));
    }
    throw Failures.badRequest(
        "the name of the object (%s) does not match the name on the URL (%s)"
            .formatted(metadata.name(), name));
  }
}
