package io.kubejar.node.agent.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.value.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFilesTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path directory;
  private AtomicFiles files;

  @BeforeEach
  void make() {
    files = new AtomicFiles(directory, new Disk.User(), -1);
  }

  private static FileContent text(String text) {
    return new FileContent(Bytes.utf8(text), 0640);
  }

  @Test
  void showsFilesThroughTheDataLink() throws IOException {
    assertThat(files.write(Map.of("a", text("1"), "deep/er/b", text("2")), NOW)).isTrue();
    assertThat(Files.readString(directory.resolve("a"))).isEqualTo("1");
    assertThat(Files.readString(directory.resolve("deep/er/b"))).isEqualTo("2");
    assertThat(Files.readSymbolicLink(directory.resolve("a"))).hasToString("..data/a");
    assertThat(Files.readSymbolicLink(directory.resolve("..data")).toString())
        .startsWith("..2026_01_02_03_04_05.");
    assertThat((int) Files.getAttribute(directory.resolve("a"), "unix:mode") & 07777)
        .isEqualTo(0640);
  }

  @Test
  void changesAllAtOnceAndRemovesWhatIsGone() throws IOException {
    files.write(Map.of("a", text("1"), "b", text("1")), NOW);
    Path old = Files.readSymbolicLink(directory.resolve("..data"));
    assertThat(files.write(Map.of("a", text("2"), "c", text("2")), NOW)).isTrue();
    assertThat(Files.readString(directory.resolve("a"))).isEqualTo("2");
    assertThat(Files.exists(directory.resolve("b"), LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(Files.readString(directory.resolve("c"))).isEqualTo("2");
    assertThat(directory.resolve(old)).doesNotExist();
  }

  @Test
  void leavesTheSameContentAlone() throws IOException {
    files.write(Map.of("a", text("1")), NOW);
    Path link = Files.readSymbolicLink(directory.resolve("..data"));
    assertThat(files.write(Map.of("a", text("1")), NOW.plusSeconds(9))).isFalse();
    assertThat(Files.readSymbolicLink(directory.resolve("..data"))).isEqualTo(link);
  }

  @Test
  void refusesPathsThatLeadOut() {
    for (String path : List.of("../a", "/a", "a/../../b", "..a")) {
      assertThatThrownBy(() -> files.write(Map.of(path, text("1")), NOW))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
