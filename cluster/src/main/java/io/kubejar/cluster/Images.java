package io.kubejar.cluster;

import io.kubejar.cli.Console;
import io.kubejar.cli.UserException;
import io.kubejar.node.image.BusyboxImage;
import io.kubejar.node.image.ImageArchive;
import io.kubejar.node.image.ImageBuilder;
import io.kubejar.node.image.ImageException;
import io.kubejar.node.image.ImageName;
import io.kubejar.node.image.ImageRecipe;
import io.kubejar.node.image.ImageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The images of a cluster's own registry, as the command line builds and loads them.
final class Images {
  private static final List<Path> BUSYBOXES =
      List.of(Path.of("/bin/busybox"), Path.of("/usr/bin/busybox"), Path.of("/bin/busybox.static"));

  private final Path directory;

  Images(Path directory) {
    this.directory = directory;
  }

  int build(String name, Path context, @Nullable Path file, Console console) throws IOException {
    Path imagefile = file == null ? context.resolve("Imagefile") : file;
    if (!Files.isRegularFile(imagefile)) {
      throw new UserException("there is no " + imagefile + "; name the file with --file");
    }
    ImageName image = image(name);
    return reporting(
        console,
        () -> {
          ImageRecipe recipe = Imagefile.parse(Files.readString(imagefile), context).recipe();
          return List.of(ImageBuilder.build(store(), image, recipe));
        });
  }

  int busybox(String name, Console console) throws IOException {
    Path program =
        BUSYBOXES.stream()
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(
                () ->
                    new UserException(
                        "this machine has no busybox; install the package busybox-static"));
    ImageName image = image(name);
    return reporting(
        console,
        () ->
            List.of(
                ImageBuilder.build(
                    store(),
                    image,
                    ImageRecipe.fromScratch(BusyboxImage.items(program), BusyboxImage.config()))));
  }

  int load(Path archive, Console console) throws IOException {
    if (!Files.isRegularFile(archive)) {
      throw new UserException("there is no archive " + archive);
    }
    return reporting(
        console, () -> ImageArchive.load(archive, store(), ImageArchive.Limits.DEFAULT));
  }

  List<String> list() throws IOException {
    return store().list().stream().map(image -> image.name() + " " + image.digest()).toList();
  }

  private static ImageName image(String name) {
    try {
      return ImageName.parse(name);
    } catch (IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    }
  }

  private ImageStore store() throws IOException {
    Files.createDirectories(directory);
    return new ImageStore(directory);
  }

  private interface Work {
    List<ImageStore.StoredImage> run() throws IOException, InterruptedException;
  }

  private static int reporting(Console console, Work work) throws IOException {
    try {
      for (ImageStore.StoredImage image : work.run()) {
        console.say(image.name() + " " + image.digest());
      }
      return 0;
    } catch (ImageException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 130;
    }
  }
}
