package io.kubejar.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/// Every source is as google-java-format writes it.
///
/// `./mvnw -pl build/checks test -Dtest=FormatTest -Dformat=apply` mends what is not. Sources found
/// right once are remembered by their hash, so that a second run takes no time.
final class FormatTest {
  private static final Path KNOWN = Path.of("target", "formatted");

  @Test
  void everySourceIsFormatted() throws IOException {
    boolean apply = "apply".equals(System.getProperty("format"));
    Set<String> known = ConcurrentHashMap.newKeySet();
    if (Files.exists(KNOWN)) {
      known.addAll(Files.readAllLines(KNOWN));
    }
    List<Path> wrong =
        Sources.java().parallelStream().filter(file -> !formatted(file, known, apply)).toList();
    Files.createDirectories(KNOWN.getParent());
    Files.write(KNOWN, known);
    assertThat(wrong)
        .as("run ./mvnw -pl build/checks test -Dtest=FormatTest -Dformat=apply")
        .isEmpty();
  }

  private static boolean formatted(Path file, Set<String> known, boolean apply) {
    String source = Sources.read(file);
    String hash = hash(source);
    if (known.contains(hash)) {
      return true;
    }
    try {
      String wanted = new Formatter().formatSourceAndFixImports(source);
      if (!wanted.equals(source)) {
        if (!apply) {
          return false;
        }
        Files.writeString(file, wanted);
      }
      known.add(hash(wanted));
      return true;
    } catch (FormatterException e) {
      throw new AssertionError(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
