package io.kubejar.node.image;

/// An image, archive or recipe that cannot be used, and why.
public final class ImageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public ImageException(String message) {
    super(message);
  }

  ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
