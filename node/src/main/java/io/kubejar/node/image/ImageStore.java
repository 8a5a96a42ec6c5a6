package io.kubejar.node.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Images on disk in the OCI image layout: `index.json` names them, `blobs/sha256` holds what they
/// consist of.
///
/// Several processes may use the same directory (`kubejar image build` beside a running cluster):
/// writers take a file lock, readers see the index before or after a change.
public final class ImageStore {

  static final String INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
  static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
  static final String DOCKER_MANIFEST_TYPE = "application/vnd.docker.distribution.manifest.v2+json";
  static final String DOCKER_INDEX_TYPE =
      "application/vnd.docker.distribution.manifest.list.v2+json";
  private static final String NAME = "io.containerd.image.name";

  /// A file lock is the whole machine's, but threads of one process must not ask for it twice.
  private static final ReentrantLock IN_PROCESS = new ReentrantLock();

  private final Path directory;
  private final Path blobs;

  /// What the store knows of an image without opening it.
  ///
  /// @param name its full name
  /// @param digest the digest of its manifest or index
  /// @param mediaType whether that is a manifest or an index
  /// @param size the length of that document in bytes
  public record StoredImage(ImageName name, String digest, String mediaType, long size) {}

  /// Opens a store, making the directory where there is none.
  public ImageStore(Path directory) {
    this.directory = directory;
    blobs = directory.resolve("blobs").resolve("sha256");
    try {
      Files.createDirectories(blobs);
      Path layout = directory.resolve("oci-layout");
      if (!Files.exists(layout)) {
        Files.write(layout, OciJson.write(Map.of("imageLayoutVersion", "1.0.0")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All images, in the order of their first arrival.
  public List<StoredImage> list() {
    Map<String, Object> index = index();
    var images = new ArrayList<StoredImage>();
    for (Object each : OciJson.list(index.get("manifests"))) {
      Map<String, Object> entry = OciJson.map(each);
      Map<String, Object> annotations = OciJson.map(entry.getOrDefault("annotations", Map.of()));
      if (annotations.get(NAME) instanceof String name) {
        images.add(
            new StoredImage(
                ImageName.parse(name),
                OciJson.string(entry.get("digest")),
                OciJson.string(entry.get("mediaType")),
                entry.get("size") instanceof Long size ? size : 0));
      }
    }
    return images;
  }

  /// The image with a name; a digest in the name must fit, and finds an image under any tag.
  public Optional<StoredImage> find(ImageName name) {
    for (StoredImage image : list()) {
      if (!image.name().withoutVersion().equals(name.withoutVersion())) {
        continue;
      }
      boolean fits =
          name.digest() == null
              ? image.name().toString().equals(name.toString())
              : image.digest().equals(name.digest());
      if (fits) {
        return Optional.of(image);
      }
    }
    return Optional.empty();
  }

  /// Gives a manifest or index that is in the store a name; a name moves from an older image.
  public StoredImage name(ImageName name, String digest, String mediaType) {
    ImageName plain = new ImageName(name.registry(), name.repository(), name.tag(), null);
    long size = size(digest);
    change(
        entries -> {
          var kept = new ArrayList<>(without(entries, plain));
          Map<String, Object> entry = new LinkedHashMap<>();
          entry.put("mediaType", mediaType);
          entry.put("digest", digest);
          entry.put("size", size);
          entry.put("annotations", Map.of(NAME, plain.toString()));
          kept.add(entry);
          return kept;
        });
    return new StoredImage(plain, digest, mediaType, size);
  }

  /// Takes a name away, and the contents that no name needs any more.
  ///
  /// @return whether there was such a name
  public boolean remove(ImageName name) {
    boolean present = list().stream().anyMatch(image -> image.name().equals(name));
    if (present) {
      change(entries -> without(entries, name));
    }
    return present;
  }

  private static List<Object> without(List<Object> entries, ImageName name) {
    return entries.stream()
        .filter(
            entry ->
                !name.toString()
                    .equals(
                        OciJson.map(OciJson.map(entry).getOrDefault("annotations", Map.of()))
                            .get(NAME)))
        .toList();
  }

  /// Adds a content.
  ///
  /// @return its digest
  public String put(byte[] content) {
    String digest = Digests.of(content);
    Path target = path(digest);
    if (!Files.exists(target)) {
      try {
        Path incoming = Files.createTempFile(directory, ".incoming", "");
        Files.write(incoming, content);
        Files.move(incoming, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return digest;
  }

  /// Adds a content of which at most `limit` bytes are taken.
  ///
  /// @return its digest
  String put(InputStream content, long limit) throws IOException {
    Path incoming = Files.createTempFile(directory, ".incoming", "");
    try {
      var hashed = new DigestInputStream(content, Digests.sha256());
      try (OutputStream out = Files.newOutputStream(incoming)) {
        byte[] buffer = new byte[64 << 10];
        long total = 0;
        int count;
        while ((count = hashed.read(buffer)) >= 0) {
          total += count;
          if (total > limit) {
            throw new ImageException("the content is larger than " + limit + " bytes");
          }
          out.write(buffer, 0, count);
        }
      }
      String digest = Digests.named(hashed.getMessageDigest().digest());
      Files.move(incoming, path(digest), StandardCopyOption.ATOMIC_MOVE);
      return digest;
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  /// Where a content lies, if the store has it.
  public Optional<Path> blob(String digest) {
    if (!Digests.isDigest(digest)) {
      return Optional.empty();
    }
    Path path = path(digest);
    return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
  }

  byte[] read(String digest) {
    try {
      return Files.readAllBytes(
          blob(digest).orElseThrow(() -> new ImageException("the store lacks " + digest)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long size(String digest) {
    try {
      return Files.size(
          blob(digest).orElseThrow(() -> new ImageException("the store lacks " + digest)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The manifest of an image for this machine, also where the image has several.
  Map<String, Object> manifest(StoredImage image) {
    Map<String, Object> document = OciJson.object(read(image.digest()));
    if (!document.containsKey("manifests")) {
      return document;
    }
    for (Object each : OciJson.list(document.get("manifests"))) {
      Map<String, Object> entry = OciJson.map(each);
      Map<String, Object> platform = OciJson.map(entry.getOrDefault("platform", Map.of()));
      if ("linux".equals(platform.get("os"))
          && Architecture.current().ociName().equals(platform.get("architecture"))) {
        return OciJson.object(read(OciJson.string(entry.get("digest"))));
      }
    }
    throw new ImageException(image.name() + " has no variant for this machine");
  }

  private Path path(String digest) {
    return blobs.resolve(Digests.hex(digest));
  }

  private Map<String, Object> index() {
    try {
      return OciJson.object(Files.readAllBytes(directory.resolve("index.json")));
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void change(UnaryOperator<List<Object>> entries) {
    IN_PROCESS.lock();
    try (var lockFile =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var lock = lockFile.lock();
      try {
        List<Object> changed = entries.apply(OciJson.list(index().get("manifests")));
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("schemaVersion", 2);
        index.put("mediaType", INDEX_TYPE);
        index.put("manifests", changed);
        Path incoming = Files.createTempFile(directory, ".index", "");
        Files.write(incoming, OciJson.write(index));
        Files.move(incoming, directory.resolve("index.json"), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        lock.release();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      IN_PROCESS.unlock();
    }
  }

  /// Deletes contents that no image needs. Not while another process adds an image.
  ///
  /// @return how many there were
  public int prune() {
    Set<String> needed = new HashSet<>();
    for (StoredImage image : list()) {
      need(image.digest(), needed);
    }
    int removed = 0;
    try (Stream<Path> all = Files.list(blobs)) {
      for (Path blob : all.toList()) {
        if (!needed.contains("sha256:" + blob.getFileName())) {
          Files.delete(blob);
          removed++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return removed;
  }

  private void need(String digest, Set<String> needed) {
    if (!needed.add(digest) || blob(digest).isEmpty()) {
      return;
    }
    Map<String, Object> document = OciJson.object(read(digest));
    for (Object each : OciJson.list(document.get("manifests"))) {
      need(OciJson.string(OciJson.map(each).get("digest")), needed);
    }
    if (document.get("config") != null) {
      needed.add(OciJson.string(OciJson.map(document.get("config")).get("digest")));
    }
    for (Object each : OciJson.list(document.get("layers"))) {
      needed.add(OciJson.string(OciJson.map(each).get("digest")));
    }
  }
}
