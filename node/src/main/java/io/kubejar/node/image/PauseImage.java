package io.kubejar.node.image;

import java.util.List;

/// The image of the process that holds each sandbox, made here so that no registry is needed.
public final class PauseImage {

  /// Its name; `localhost` is no registry that could be asked for another one.
  public static final ImageName NAME = ImageName.parse("localhost/kubejar/pause:1");

  private PauseImage() {}

  /// Puts the image into a store, where it is not changed if it is there already.
  public static ImageStore.StoredImage putInto(ImageStore store) {
    var pause =
        new ImageRecipe.Content(
            "/pause", PauseBinary.of(Architecture.current()), 0555, ImageRecipe.Owner.ROOT);
    var config =
        new ImageConfig(List.of("/pause"), List.of(), List.of(), "65535:65535", "/", List.of());
    return ImageBuilder.build(store, NAME, ImageRecipe.fromScratch(List.of(pause), config));
  }
}
