package io.kubejar.client;

import io.kubejar.api.value.Bytes;

/// A change described by a document instead of the whole new object.
///
/// @param type how the document is meant
/// @param document the document's JSON (or YAML for apply)
public record Patch(Type type, Bytes document) {
  /// The forms of a patch, with their media types.
  public enum Type {
    JSON("application/json-patch+json"),
    MERGE("application/merge-patch+json"),
    STRATEGIC("application/strategic-merge-patch+json"),
    APPLY("application/apply-patch+yaml");

    private final String mediaType;

    Type(String mediaType) {
      this.mediaType = mediaType;
    }

    public String mediaType() {
      return mediaType;
    }
  }

  /// A strategic merge patch.
  public static Patch strategic(String json) {
    return new Patch(Type.STRATEGIC, Bytes.utf8(json));
  }

  /// A JSON merge patch.
  public static Patch merge(String json) {
    return new Patch(Type.MERGE, Bytes.utf8(json));
  }
}
