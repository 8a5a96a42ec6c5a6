package io.kubejar.node.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Makes images. The same recipe and files always give the same digest.
public final class ImageBuilder {

  private static final String LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar";
  private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";

  private final SortedMap<String, Node> nodes = new TreeMap<>();

  private ImageBuilder() {}

  /// Makes an image and names it.
  ///
  /// @throws ImageException when the recipe cannot be followed
  public static ImageStore.StoredImage build(ImageStore store, ImageName name, ImageRecipe recipe) {
    var builder = new ImageBuilder();
    try {
      for (ImageRecipe.Item item : recipe.items()) {
        builder.add(item);
      }
      List<Object> layers = new ArrayList<>();
      List<Object> diffIds = new ArrayList<>();
      ImageConfig config = recipe.config();
      if (recipe.base() != null) {
        ImageName base = recipe.base();
        var found =
            store.find(base).orElseThrow(() -> new ImageException("there is no image " + base));
        Map<String, Object> manifest = store.manifest(found);
        Map<String, Object> below =
            OciJson.object(
                store.read(OciJson.string(OciJson.map(manifest.get("config")).get("digest"))));
        layers.addAll(OciJson.list(manifest.get("layers")));
        diffIds.addAll(OciJson.list(OciJson.map(below.get("rootfs")).get("diff_ids")));
        config = config.over(ImageConfig.read(below));
      }
      if (!builder.nodes.isEmpty()) {
        String layer = builder.writeLayer(store);
        layers.add(descriptor(store, LAYER_TYPE, layer));
        diffIds.add(layer);
      }
      String manifest = writeManifest(store, config, layers, diffIds);
      return store.name(name, manifest, ImageStore.MANIFEST_TYPE);
    } catch (IOException e) {
      throw new ImageException(name + " cannot be built: " + e.getMessage(), e);
    }
  }

  private static String writeManifest(
      ImageStore store, ImageConfig config, List<Object> layers, List<Object> diffIds) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("created", "1970-01-01T00:00:00Z");
    document.put("architecture", Architecture.current().ociName());
    document.put("os", "linux");
    document.put("config", config.write());
    Map<String, Object> files = new LinkedHashMap<>();
    files.put("type", "layers");
    files.put("diff_ids", diffIds);
    document.put("rootfs", files);
    String configDigest = store.put(OciJson.write(document));
    return store.put(OciJson.write(manifest(descriptor(store, CONFIG_TYPE, configDigest), layers)));
  }

  static Map<String, Object> manifest(Map<String, Object> config, List<Object> layers) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("schemaVersion", 2);
    manifest.put("mediaType", ImageStore.MANIFEST_TYPE);
    manifest.put("config", config);
    manifest.put("layers", layers);
    return manifest;
  }

  static Map<String, Object> descriptor(ImageStore store, String mediaType, String digest) {
    Map<String, Object> descriptor = new LinkedHashMap<>();
    descriptor.put("mediaType", mediaType);
    descriptor.put("digest", digest);
    descriptor.put("size", store.size(digest));
    return descriptor;
  }

  // ---- the layer

  private sealed interface Node {}

  private record FileNode(int mode, ImageRecipe.Owner owner, Source source) implements Node {}

  private record DirectoryNode(int mode, ImageRecipe.Owner owner) implements Node {}

  private record LinkNode(String to) implements Node {}

  private sealed interface Source {}

  private record OnDisk(Path path) implements Source {}

  private record InMemory(byte[] bytes) implements Source {}

  private void add(ImageRecipe.Item item) throws IOException {
    switch (item) {
      case ImageRecipe.Content content ->
          put(
              content.target(),
              new FileNode(content.mode(), content.owner(), new InMemory(content.bytes())));
      case ImageRecipe.Directory directory ->
          put(directory.target(), new DirectoryNode(directory.mode(), directory.owner()));
      case ImageRecipe.Link link -> put(link.target(), new LinkNode(link.to()));
      case ImageRecipe.Copy copy -> copy(copy);
    }
  }

  private void copy(ImageRecipe.Copy copy) throws IOException {
    Path source = copy.source();
    if (!Files.exists(source)) {
      throw new ImageException("there is no " + source);
    }
    // What is named itself may be a link; what lies in it stays as it is.
    source = source.toRealPath();
    try (Stream<Path> tree = Files.walk(source)) {
      for (Path each : tree.toList()) {
        String below = source.relativize(each).toString();
        String target = below.isEmpty() ? copy.target() : copy.target() + "/" + below;
        if (Files.isSymbolicLink(each)) {
          put(target, new LinkNode(Files.readSymbolicLink(each).toString()));
        } else if (Files.isDirectory(each)) {
          put(target, new DirectoryNode(modeOf(each), copy.owner()));
        } else if (Files.isRegularFile(each)) {
          int mode = copy.mode() < 0 ? modeOf(each) : copy.mode();
          put(target, new FileNode(mode, copy.owner(), new OnDisk(each)));
        } else {
          throw new ImageException(each + " is neither file, directory nor link");
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static int modeOf(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
  }

  private void put(String target, Node node) {
    String path = normalized(target);
    if (path.isEmpty()) {
      if (node instanceof DirectoryNode) {
        return;
      }
      throw new ImageException("a file cannot be put at /");
    }
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      nodes.putIfAbsent(path.substring(0, slash), new DirectoryNode(0755, ImageRecipe.Owner.ROOT));
    }
    nodes.put(path, node);
  }

  private static String normalized(String target) {
    if (!target.startsWith("/")) {
      throw new ImageException("not an absolute path: " + target);
    }
    Path path = Path.of(target).normalize();
    return path.toString().substring(1);
  }

  private String writeLayer(ImageStore store) throws IOException {
    Path incoming = Files.createTempFile("kubejar-layer", ".tar");
    try {
      try (var tar = new TarWriter(Files.newOutputStream(incoming))) {
        for (Map.Entry<String, Node> entry : nodes.entrySet()) {
          write(tar, entry.getKey(), entry.getValue());
        }
      }
      try (InputStream layer = Files.newInputStream(incoming)) {
        return store.put(layer, Long.MAX_VALUE);
      }
    } finally {
      Files.delete(incoming);
    }
  }

  private static void write(TarWriter tar, String name, Node node) throws IOException {
    switch (node) {
      case DirectoryNode(int mode, ImageRecipe.Owner owner) ->
          tar.directory(name, mode, owner.uid(), owner.gid());
      case LinkNode(String to) -> tar.symbolicLink(name, to, 0, 0);
      case FileNode(int mode, ImageRecipe.Owner owner, OnDisk(Path path)) -> {
        try (InputStream in = Files.newInputStream(path)) {
          tar.file(name, mode, owner.uid(), owner.gid(), Files.size(path), in);
        }
      }
      case FileNode(int mode, ImageRecipe.Owner owner, InMemory(byte[] bytes)) ->
          tar.file(
              name, mode, owner.uid(), owner.gid(), bytes.length, new ByteArrayInputStream(bytes));
    }
  }
}
