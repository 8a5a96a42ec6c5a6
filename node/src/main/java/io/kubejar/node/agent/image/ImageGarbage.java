package io.kubejar.node.agent.image;

import io.kubejar.node.agent.time.Timeline;
import io.kubejar.node.cri.ContainerRuntime;
import io.kubejar.node.cri.v1.Container;
import io.kubejar.node.cri.v1.ContainerFilter;
import io.kubejar.node.cri.v1.Image;
import io.kubejar.node.cri.v1.ImageSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Removes images that no container uses when the disk is nearly full, those unused longest first.
public final class ImageGarbage {
  private static final int FULL_PERCENT = 85;
  private static final int ENOUGH_PERCENT = 80;
  private static final Duration YOUNG = Duration.ofMinutes(2);

  private final ContainerRuntime runtime;
  private final Path directory;
  private final Timeline timeline;
  private final Map<String, Instant> lastUsed = new HashMap<>();

  public ImageGarbage(ContainerRuntime runtime, Path directory, Timeline timeline) {
    this.runtime = runtime;
    this.directory = directory;
    this.timeline = timeline;
  }

  /// Looks once.
  public void run() {
    Instant now = timeline.now();
    Set<String> used = new HashSet<>();
    for (Container container : runtime.listContainers(ContainerFilter.getDefaultInstance())) {
      used.add(container.getImageRef());
      used.add(container.getImageId());
      used.add(container.getImage().getImage());
    }
    List<Image> unused = new ArrayList<>();
    Set<String> present = new HashSet<>();
    for (Image image : runtime.listImages()) {
      present.add(image.getId());
      boolean inUse =
          image.getPinned()
              || used.contains(image.getId())
              || image.getRepoTagsList().stream().anyMatch(used::contains)
              || image.getRepoDigestsList().stream().anyMatch(used::contains);
      if (inUse) {
        lastUsed.put(image.getId(), now);
      } else if (!now.isBefore(lastUsed.computeIfAbsent(image.getId(), _ -> now).plus(YOUNG))) {
        unused.add(image);
      }
    }
    lastUsed.keySet().retainAll(present);
    unused.sort(Comparator.comparing(image -> lastUsed.getOrDefault(image.getId(), now)));
    if (usedPercent() < FULL_PERCENT) {
      return;
    }
    for (Image image : unused) {
      runtime.removeImage(ImageSpec.newBuilder().setImage(image.getId()).build());
      if (usedPercent() <= ENOUGH_PERCENT) {
        return;
      }
    }
  }

  private int usedPercent() {
    try {
      FileStore store = Files.getFileStore(directory);
      long total = Math.max(1, store.getTotalSpace());
      return (int) ((total - store.getUsableSpace()) * 100 / total);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
