package io.kubejar.api.meta.v1;

/// An object of some kind, with metadata.
public interface ApiObject {
  /// Name, namespace, labels and the like.
  ObjectMeta metadata();

  /// The same object with other metadata.
  ApiObject withMetadata(ObjectMeta metadata);
}
