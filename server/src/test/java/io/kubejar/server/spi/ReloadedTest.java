package io.kubejar.server.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReloadedTest {
  @TempDir Path folder;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final List<String> closed = new ArrayList<>();
  private final AtomicReference<String> broken = new AtomicReference<>("");
  private Path file;

  @BeforeEach
  void start() {
    file = folder.resolve("config");
  }

  private Reloaded<String> open() throws IOException {
    return new Reloaded<>(
        file,
        text -> {
          String made = new String(text, StandardCharsets.UTF_8);
          if (made.equals(broken.get())) {
            throw new IllegalStateException("out of order");
          }
          return made;
        },
        closed::add,
        now::get);
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
    later();
  }

  private void later() {
    now.updateAndGet(time -> time.plusSeconds(2));
  }

  @Test
  void whatCannotBeMadeIsTriedAgainAndCountedOnce() throws IOException {
    write("a");
    try (var reloaded = open()) {
      broken.set("b");
      write("b");
      assertThat(reloaded.<String>use(Function.identity())).isEqualTo("a");
      later();
      assertThat(reloaded.<String>use(Function.identity())).isEqualTo("a");
      assertThat(reloaded.failures()).isEqualTo(1);
      broken.set("");
      later();
      assertThat(reloaded.<String>use(Function.identity())).isEqualTo("b");
      assertThat(reloaded.reloads()).isEqualTo(1);
      Files.delete(file);
      later();
      assertThat(reloaded.<String>use(Function.identity())).isEqualTo("b");
    }
  }

  @Test
  void aValueIsClosedWhenItsLastUserIsDone() throws IOException {
    write("a");
    var reloaded = open();
    String seen =
        reloaded.use(
            old -> {
              change("b");
              assertThat(reloaded.<String>use(Function.identity())).isEqualTo("b");
              assertThat(closed).isEmpty();
              return old;
            });
    assertThat(seen).isEqualTo("a");
    assertThat(closed).containsExactly("a");
    reloaded.close();
    reloaded.close();
    assertThat(closed).containsExactly("a", "b");
    assertThatThrownBy(() -> reloaded.use(Function.identity()))
        .isInstanceOf(IllegalStateException.class);
  }

  private void change(String text) {
    try {
      write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
