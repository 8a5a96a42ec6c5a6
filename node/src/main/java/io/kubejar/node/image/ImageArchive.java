package io.kubejar.node.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// An archive of images as `docker save` and OCI tools write it: a tar, maybe compressed.
///
/// Archives may be hostile. Nothing in them becomes a path on this machine: each file goes into the
/// store under its own digest, and names only find contents within the archive. What a manifest
/// claims about a content (its digest) is checked. Sizes and counts are limited.
public final class ImageArchive {

  /// How much an archive may hold.
  ///
  /// @param bytes in all its files together, uncompressed
  /// @param files how many there may be
  public record Limits(long bytes, int files) {
    public static final Limits DEFAULT = new Limits(32L << 30, 20_000);
  }

  private static final int LARGEST_DOCUMENT = 8 << 20;
  private static final int LONGEST_CHAIN = 8;
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

  private final ImageStore store;
  private final Map<String, String> digests = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();

  private ImageArchive(ImageStore store) {
    this.store = store;
  }

  /// Loads all images of an archive into a store.
  ///
  /// @return the images with the names the archive gives them
  /// @throws ImageException when it is no such archive, lies, or exceeds the limits
  public static List<ImageStore.StoredImage> load(Path file, ImageStore store, Limits limits) {
    var archive = new ImageArchive(store);
    try (InputStream in = uncompressed(file)) {
      archive.readFiles(new TarReader(in), limits);
      return archive.digests.containsKey("manifest.json")
          ? archive.loadDocker()
          : archive.loadOci();
    } catch (IOException e) {
      throw new ImageException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static InputStream uncompressed(Path file) throws IOException {
    var in = new BufferedInputStream(Files.newInputStream(file), 64 << 10);
    in.mark(2);
    boolean compressed = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return compressed ? new GZIPInputStream(in, 64 << 10) : in;
  }

  private void readFiles(TarReader tar, Limits limits) throws IOException {
    long left = limits.bytes();
    int files = 0;
    for (var entry = tar.next(); entry.isPresent(); entry = tar.next()) {
      TarEntry header = entry.get();
      if (++files > limits.files()) {
        throw new ImageException("the archive has more than " + limits.files() + " entries");
      }
      switch (header.kind()) {
        case FILE -> {
          left -= header.size();
          if (left < 0) {
            throw new ImageException("the archive is larger than " + limits.bytes() + " bytes");
          }
          digests.put(clean(header.name()), store.put(tar.content(), header.size()));
        }
        case SYMBOLIC_LINK -> links.put(clean(header.name()), beside(header));
        case HARD_LINK -> links.put(clean(header.name()), clean(header.target()));
        case DIRECTORY, OTHER -> {}
      }
    }
  }

  private static String beside(TarEntry link) {
    Path parent = Path.of("/" + clean(link.name())).getParent();
    return clean((parent == null ? Path.of("/") : parent).resolve(link.target()).toString());
  }

  private static String clean(String name) {
    if (name.indexOf('\0') >= 0) {
      throw new ImageException("the archive has a malformed name");
    }
    return Path.of("/" + name).normalize().toString().substring(1);
  }

  private String digest(String name) {
    String file = clean(name);
    for (int step = 0; step < LONGEST_CHAIN; step++) {
      String digest = digests.get(file);
      if (digest != null) {
        return digest;
      }
      String target = links.get(file);
      if (target == null) {
        break;
      }
      file = target;
    }
    throw new ImageException("the archive lacks " + name);
  }

  private byte[] document(String digest) {
    if (store.size(digest) > LARGEST_DOCUMENT) {
      throw new ImageException("the archive has an oversized document");
    }
    return store.read(digest);
  }

  // ---- docker save: manifest.json names configurations and layers by file

  private List<ImageStore.StoredImage> loadDocker() {
    var images = new ArrayList<ImageStore.StoredImage>();
    for (Object each : OciJson.list(OciJson.parse(document(digest("manifest.json"))))) {
      Map<String, Object> entry = OciJson.map(each);
      String config = digest(OciJson.string(entry.get("Config")));
      List<String> diffIds =
          OciJson.strings(
              OciJson.map(OciJson.object(document(config)).get("rootfs")).get("diff_ids"));
      List<String> files = OciJson.strings(entry.get("Layers"));
      if (files.size() != diffIds.size()) {
        throw new ImageException("the archive's configuration does not fit its layers");
      }
      List<Object> layers = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        layers.add(layer(digest(files.get(i)), diffIds.get(i)));
      }
      Map<String, Object> configDescriptor =
          ImageBuilder.descriptor(store, "application/vnd.oci.image.config.v1+json", config);
      String manifest = store.put(OciJson.write(ImageBuilder.manifest(configDescriptor, layers)));
      for (String name : OciJson.strings(entry.get("RepoTags"))) {
        images.add(store.name(parsed(name), manifest, ImageStore.MANIFEST_TYPE));
      }
    }
    return images;
  }

  private Map<String, Object> layer(String digest, String diffId) {
    Path file = store.blob(digest).orElseThrow(() -> new ImageException("a layer is missing"));
    try (InputStream in = uncompressed(file)) {
      boolean compressed = in instanceof GZIPInputStream;
      if (compressed ? !hash(in).equals(diffId) : !digest.equals(diffId)) {
        throw new ImageException("a layer of the archive is not what its configuration says");
      }
      return ImageBuilder.descriptor(store, compressed ? LAYER + "+gzip" : LAYER, digest);
    } catch (IOException e) {
      throw new ImageException("a layer of the archive cannot be read", e);
    }
  }

  private static String hash(InputStream in) throws IOException {
    var hash = Digests.sha256();
    byte[] buffer = new byte[64 << 10];
    int count;
    while ((count = in.read(buffer)) >= 0) {
      hash.update(buffer, 0, count);
    }
    return Digests.named(hash.digest());
  }

  // ---- OCI layout: index.json names manifests by digest

  private List<ImageStore.StoredImage> loadOci() {
    var images = new ArrayList<ImageStore.StoredImage>();
    Map<String, Object> index = OciJson.object(document(digest("index.json")));
    for (Object each : OciJson.list(index.get("manifests"))) {
      Map<String, Object> entry = OciJson.map(each);
      String digest = OciJson.string(entry.get("digest"));
      String type = OciJson.string(entry.getOrDefault("mediaType", ImageStore.MANIFEST_TYPE));
      requireComplete(digest, 0);
      Map<String, Object> annotations =
          new LinkedHashMap<>(OciJson.map(entry.getOrDefault("annotations", Map.of())));
      Object name =
          annotations.getOrDefault(
              "io.containerd.image.name", annotations.get("org.opencontainers.image.ref.name"));
      if (name instanceof String text) {
        images.add(store.name(parsed(text), digest, type));
      }
    }
    return images;
  }

  /// A manifest's contents must be there; an index may lack variants for other machines.
  private void requireComplete(String digest, int depth) {
    if (!Digests.isDigest(digest) || depth > 2 || store.blob(digest).isEmpty()) {
      throw new ImageException("the archive lacks " + digest);
    }
    Map<String, Object> document = OciJson.object(document(digest));
    for (Object each : OciJson.list(document.get("manifests"))) {
      String variant = OciJson.string(OciJson.map(each).get("digest"));
      if (store.blob(variant).isPresent()) {
        requireComplete(variant, depth + 1);
      }
    }
    var parts = new ArrayList<>(OciJson.list(document.get("layers")));
    if (document.get("config") != null) {
      parts.add(OciJson.map(document.get("config")));
    }
    for (Object each : parts) {
      String part = OciJson.string(OciJson.map(each).get("digest"));
      if (store.blob(part).isEmpty()) {
        throw new ImageException("the archive lacks " + part);
      }
    }
  }

  private static ImageName parsed(String name) {
    try {
      return ImageName.parse(name);
    } catch (IllegalArgumentException e) {
      throw new ImageException(e.getMessage() == null ? name : e.getMessage(), e);
    }
  }
}
