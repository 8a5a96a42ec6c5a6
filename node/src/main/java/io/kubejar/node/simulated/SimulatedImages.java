package io.kubejar.node.simulated;

import io.kubejar.node.cri.CriException;
import io.kubejar.node.cri.v1.FilesystemIdentifier;
import io.kubejar.node.cri.v1.FilesystemUsage;
import io.kubejar.node.cri.v1.Image;
import io.kubejar.node.cri.v1.ImageSpec;
import io.kubejar.node.cri.v1.UInt64Value;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The images of a simulated runtime: each exists once it was pulled, and holds a mebibyte.
///
/// An image whose name contains `simulated/missing` cannot be pulled.
final class SimulatedImages {

  private static final int SIZE = 1 << 20;

  private final ConcurrentMap<String, Image> images = new ConcurrentHashMap<>();

  List<Image> list() {
    return List.copyOf(images.values());
  }

  Optional<Image> find(ImageSpec image) {
    return Optional.ofNullable(images.get(image.getImage()));
  }

  /// @return the image's reference
  String pull(ImageSpec image) {
    String name = image.getImage();
    if (name.contains("simulated/missing")) {
      throw new CriException(
          CriException.Code.NOT_FOUND,
          "failed to pull and unpack image \"%1$s\": failed to resolve reference \"%1$s\": %1$s: not found"
              .formatted(name));
    }
    images.computeIfAbsent(
        name,
        key ->
            Image.newBuilder()
                .setId(key)
                .addRepoTags(key)
                .setSize(SIZE)
                .setSpec(ImageSpec.newBuilder().setImage(key))
                .build());
    return name;
  }

  void remove(ImageSpec image) {
    images.remove(image.getImage());
  }

  FilesystemUsage usage(long now) {
    return FilesystemUsage.newBuilder()
        .setTimestamp(now)
        .setFsId(FilesystemIdentifier.newBuilder().setMountpoint("/simulated"))
        .setUsedBytes(UInt64Value.newBuilder().setValue((long) images.size() * SIZE))
        .build();
  }
}
