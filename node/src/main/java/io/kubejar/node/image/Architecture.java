package io.kubejar.node.image;

import java.util.Locale;

/// The processors nodes run on.
public enum Architecture {
  AMD64("amd64"),
  ARM64("arm64");

  private final String ociName;

  Architecture(String ociName) {
    this.ociName = ociName;
  }

  /// That of this machine.
  ///
  /// @throws IllegalStateException on another processor
  public static Architecture current() {
    String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return switch (name) {
      case "amd64", "x86_64" -> AMD64;
      case "aarch64", "arm64" -> ARM64;
      default -> throw new IllegalStateException("no images can be made for " + name);
    };
  }

  /// As images and nodes name it.
  public String ociName() {
    return ociName;
  }
}
