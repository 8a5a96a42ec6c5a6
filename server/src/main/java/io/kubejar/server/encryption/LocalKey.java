package io.kubejar.server.encryption;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.yaml.Yaml;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The configuration a cluster has when it is given none: secrets sealed with a key of its own,
/// which only the owner of the file can read.
public final class LocalKey {
  private static final int KEY = 32;
  private static final String FIRST = "local";

  /// @param secret in base64
  private record Key(String name, String secret) {}

  private LocalKey() {}

  /// Reads the configuration, which is made with a new key when there is none.
  public static EncryptionConfiguration open(Path file) throws IOException {
    if (!Files.exists(file)) {
      write(file, List.of(new Key(FIRST, newSecret())));
    }
    return EncryptionConfiguration.parse(Files.readAllBytes(file));
  }

  /// Puts a new key before those that are there, which go on opening what they sealed.
  ///
  /// @return the new key's name
  /// @throws ConfigurationException when the file is not one that this class has made
  public static String rotate(Path file) throws IOException {
    List<Key> all = read(file);
    Key made = newKey(all);
    all.addFirst(made);
    write(file, all);
    return made.name();
  }

  private static Key newKey(List<Key> others) {
    Set<String> names = others.stream().map(Key::name).collect(Collectors.toSet());
    int number = others.size() + 1;
    while (names.contains(FIRST + number)) {
      number++;
    }
    return new Key(FIRST + number, newSecret());
  }

  /// A key's change where several servers share it, since one must not seal with a key that another
  /// does not have yet.
  public sealed interface Step {
    /// The key that it is about.
    String name();

    /// There is a new key, which opens only.
    record Opens(String name) implements Step {}

    /// The new key seals from now on.
    record Seals(String name) implements Step {}
  }

  /// Goes on to the next step of a change: puts a new key behind the one that seals, or where there
  /// is such a one, before it. All servers have to have the file before the next step is made.
  ///
  /// @throws ConfigurationException when the file is not one that this class has made
  public static Step step(Path file) throws IOException {
    List<Key> all = read(file);
    if (all.size() > 1 && number(all.get(1)) > number(all.getFirst())) {
      Key prepared = all.remove(1);
      all.addFirst(prepared);
      write(file, all);
      return new Step.Seals(prepared.name());
    }
    Key made = newKey(all);
    all.add(1, made);
    write(file, all);
    return new Step.Opens(made.name());
  }

  /// Which of the keys that were made one after the other it is.
  private static int number(Key key) {
    if (key.name().equals(FIRST)) {
      return 1;
    }
    String digits = key.name().startsWith(FIRST) ? key.name().substring(FIRST.length()) : "";
    return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : 0;
  }

  /// Leaves the newest key alone in the file. What an older one has sealed cannot be read any more.
  ///
  /// @return the names of the keys that were dropped
  /// @throws ConfigurationException when the file is not one that this class has made
  public static List<String> dropOld(Path file) throws IOException {
    List<Key> keys = read(file);
    write(file, keys.subList(0, 1));
    return keys.stream().skip(1).map(Key::name).toList();
  }

  private static List<Key> read(Path file) throws IOException {
    byte[] text = Files.readAllBytes(file);
    EncryptionConfiguration.parse(text).close();
    List<Key> keys = new ArrayList<>();
    if (Yaml.parse(text) instanceof JsonValue.Obj document) {
      for (JsonValue entry : document.items("resources")) {
        for (JsonValue provider : ((JsonValue.Obj) entry).items("providers")) {
          for (JsonValue key : ((JsonValue.Obj) provider).object("secretbox").items("keys")) {
            var given = (JsonValue.Obj) key;
            keys.add(new Key(given.text("name"), given.text("secret")));
          }
        }
      }
    }
    if (!new String(text, StandardCharsets.UTF_8).equals(document(keys))) {
      throw new ConfigurationException(
          file + " was changed by hand; put the new key into it the same way");
    }
    return keys;
  }

  private static String newSecret() {
    byte[] key = new byte[KEY];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  private static String document(List<Key> keys) {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: apiserver.config.k8s.io/v1
            kind: EncryptionConfiguration
            resources:
            - resources: [secrets]
              providers:
              - secretbox:
                  keys:
            """);
    for (Key key : keys) {
      text.append("      - name: ").append(key.name()).append('\n');
      text.append("        secret: ").append(key.secret()).append('\n');
    }
    return text.append("  - identity: {}\n").toString();
  }

  private static void write(Path file, List<Key> keys) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(half);
    Files.createFile(
        half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
      ByteBuffer text = ByteBuffer.wrap(document(keys).getBytes(StandardCharsets.UTF_8));
      while (text.hasRemaining()) {
        channel.write(text);
      }
      // A key that is lost with the power loses all that it has sealed.
      channel.force(true);
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
