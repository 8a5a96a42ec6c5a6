package io.kubejar.api.core.v1;

/// What the name of an image says of how fresh it has to be.
final class ImageName {
  private ImageName() {}

  /// `Always` for an image without a tag or digest and for `latest`, `IfNotPresent` otherwise.
  static String pullPolicy(String image) {
    if (image.isEmpty() || image.indexOf('@') >= 0) {
      return "IfNotPresent";
    }
    String last = image.substring(image.lastIndexOf('/') + 1);
    int colon = last.indexOf(':');
    return colon < 0 || last.substring(colon + 1).equals("latest") ? "Always" : "IfNotPresent";
  }
}
