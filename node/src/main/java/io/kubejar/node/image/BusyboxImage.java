package io.kubejar.node.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A small userland made from a static busybox, such as that of Debian's package `busybox-static`.
public final class BusyboxImage {

  private BusyboxImage() {}

  /// What is in the image: `/bin/busybox`, a link for each of its commands, and the few files
  /// programs expect.
  ///
  /// @param busybox a static busybox that runs on this machine
  public static List<ImageRecipe.Item> items(Path busybox)
      throws IOException, InterruptedException {
    var items = new ArrayList<ImageRecipe.Item>();
    ImageRecipe.Owner root = ImageRecipe.Owner.ROOT;
    items.add(new ImageRecipe.Copy(busybox, "/bin/busybox", 0755, root));
    for (String command : commands(busybox)) {
      if (!command.equals("busybox") && command.matches("[A-Za-z0-9_.\\[-]+")) {
        items.add(new ImageRecipe.Link("/bin/" + command, "busybox"));
      }
    }
    items.add(new ImageRecipe.Directory("/tmp", 01777, root));
    items.add(new ImageRecipe.Directory("/root", 0700, root));
    items.add(new ImageRecipe.Directory("/var/run", 0755, root));
    items.add(
        text("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n"));
    items.add(text("/etc/group", "root:x:0:\nnogroup:x:65534:\n"));
    items.add(new ImageRecipe.Link("/usr/bin", "../bin"));
    return items;
  }

  /// How its containers start: a shell.
  public static ImageConfig config() {
    return new ImageConfig(
        List.of(), List.of("sh"), List.of("PATH=/bin:/usr/bin"), "", "/", List.of());
  }

  private static ImageRecipe.Content text(String target, String text) {
    return new ImageRecipe.Content(
        target, text.getBytes(StandardCharsets.UTF_8), 0644, ImageRecipe.Owner.ROOT);
  }

  private static List<String> commands(Path busybox) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(busybox.toString(), "--list")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String list = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new ImageException(busybox + " does not list its commands");
    }
    return list.lines().sorted().toList();
  }
}
