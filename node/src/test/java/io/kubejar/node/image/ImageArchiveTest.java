package io.kubejar.node.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageArchiveTest {

  private static final ImageArchive.Limits LIMITS = new ImageArchive.Limits(1 << 20, 100);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Map<String, String> links = new LinkedHashMap<>();

  @BeforeEach
  void dockerArchive() {
    byte[] layer = "the layer".getBytes(UTF_8);
    Map<String, Object> config =
        Map.of("rootfs", Map.of("type", "layers", "diff_ids", List.of(Digests.of(layer))));
    files.put("layer.tar", layer);
    files.put("config.json", OciJson.write(config));
    files.put(
        "manifest.json",
        OciJson.write(
            List.of(
                Map.of(
                    "Config", "config.json",
                    "RepoTags", List.of("app:1", "app:2"),
                    "Layers", List.of("layer.tar")))));
  }

  private byte[] tar() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarWriter(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        byte[] content = file.getValue();
        tar.file(file.getKey(), 0644, 0, 0, content.length, new ByteArrayInputStream(content));
      }
      for (Map.Entry<String, String> link : links.entrySet()) {
        tar.symbolicLink(link.getKey(), link.getValue(), 0, 0);
      }
    }
    return bytes.toByteArray();
  }

  private ImageStore store() {
    return new ImageStore(directory.resolve("images"));
  }

  private List<ImageStore.StoredImage> load(byte[] archive) throws IOException {
    Path file = directory.resolve("archive");
    Files.write(file, archive);
    return ImageArchive.load(file, store(), LIMITS);
  }

  @Test
  void loadsWhatDockerSaves() throws IOException {
    assertThat(load(tar()).stream().map(image -> image.name().toString()))
        .containsExactly("docker.io/library/app:1", "docker.io/library/app:2");
    assertThat(store().list()).hasSize(2);
  }

  @Test
  void loadsACompressedArchiveWithLinkedLayers() throws IOException {
    byte[] layer = files.get("layer.tar");
    files.remove("layer.tar");
    files.put("a/real.tar", layer == null ? new byte[0] : layer);
    links.put("layer.tar", "a/real.tar");
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(tar());
    }
    assertThat(load(bytes.toByteArray())).hasSize(2);
  }

  @Test
  void loadsAnOciLayoutThatAStoreWrote() throws IOException {
    load(tar());
    files.clear();
    Path images = directory.resolve("images");
    try (Stream<Path> tree = Files.walk(images)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.put(images.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    Path archive = directory.resolve("oci.tar");
    Files.write(archive, tar());
    var other = new ImageStore(directory.resolve("other"));
    assertThat(ImageArchive.load(archive, other, LIMITS)).isEqualTo(store().list());
  }

  @Test
  void refusesALayerThatIsNotWhatTheConfigurationSays() {
    files.put("layer.tar", "another layer".getBytes(UTF_8));
    assertThatThrownBy(() -> load(tar()))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("not what its configuration says");
  }

  @Test
  void nothingInAnArchiveBecomesAPath() throws IOException {
    files.put("../../escaped", new byte[] {1});
    files.put("/etc/escaped", new byte[] {1});
    links.put("blobs", "/etc");
    links.put("loop", "loop");
    load(tar());
    try (Stream<Path> tree = Files.walk(directory)) {
      assertThat(tree.map(Path::toString)).noneMatch(path -> path.contains("escaped"));
    }
    assertThat(Path.of("/etc/escaped")).doesNotExist();
    files.remove("layer.tar");
    links.put("layer.tar", "../../../../etc/passwd");
    assertThatThrownBy(() -> load(tar())).hasMessage("the archive lacks layer.tar");
    links.put("layer.tar", "loop");
    assertThatThrownBy(() -> load(tar())).hasMessage("the archive lacks layer.tar");
  }

  @Test
  void refusesWhatIsTooLarge() {
    files.put("large", new byte[1 << 20]);
    assertThatThrownBy(() -> load(tar())).hasMessageContaining("larger than 1048576 bytes");
    files.remove("large");
    for (int i = 0; i < 100; i++) {
      files.put("f" + i, new byte[0]);
    }
    assertThatThrownBy(() -> load(tar())).hasMessageContaining("more than 100 entries");
  }

  @Test
  void damagedArchivesFailWithAReason() throws IOException {
    byte[] sound = tar();
    var random = new Random(42);
    for (int round = 0; round < 300; round++) {
      byte[] damaged = sound.clone();
      for (int i = 0; i < 8; i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        load(java.util.Arrays.copyOf(damaged, random.nextInt(damaged.length)));
      } catch (ImageException e) {
        assertThat(e).hasMessageMatching("(?s).+");
      }
    }
  }

  @Test
  void deeplyNestedJsonIsRefused() {
    files.put("manifest.json", "[".repeat(100_000).getBytes(UTF_8));
    assertThatThrownBy(() -> load(tar()))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("malformed JSON");
  }
}
