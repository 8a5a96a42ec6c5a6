package io.kubejar.server.storage;

/// The encoding in which objects of built-in kinds are written to the store; both are always read.
/// Custom objects, their definitions and API services are JSON in either case, as upstream's are.
///
/// @see <a
///   href="https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/">kube-apiserver,
///   storage-media-type</a>
public enum StorageMedia {
  JSON("application/json"),
  PROTOBUF("application/vnd.kubernetes.protobuf");

  private final String type;

  StorageMedia(String type) {
    this.type = type;
  }

  /// The media type, as options name it.
  public String type() {
    return type;
  }
}
