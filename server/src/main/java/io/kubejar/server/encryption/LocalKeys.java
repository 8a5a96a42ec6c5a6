package io.kubejar.server.encryption;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The keys of a configuration that a cluster has made for itself; the first one seals, all open.
///
/// They are numbered as they are made, and go one way only, so that of two states it can be said
/// which is the later one:
///
/// ```
/// local → local, local2 → local2, local → local2 → local2, local3 → …
///         (opens)          (seals)        (alone)
/// ```
public final class LocalKeys {
  /// The most bytes that its text may have.
  public static final int MOST_BYTES = 64 << 10;

  private static final int KEY = 32;
  private static final String FIRST = "local";

  /// @param secret in base64
  private record Key(String name, String secret) {
    /// Which of the keys that were made one after the other it is.
    int number() {
      if (name.equals(FIRST)) {
        return 1;
      }
      String digits = name.startsWith(FIRST) ? name.substring(FIRST.length()) : "";
      return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : 0;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private final List<Key> keys;

  private LocalKeys(List<Key> keys) {
    this.keys = List.copyOf(keys);
  }

  /// One key, the first of a new cluster.
  static LocalKeys fresh() {
    return new LocalKeys(List.of(new Key(FIRST, newSecret())));
  }

  /// Reads the text of a configuration.
  ///
  /// @throws ConfigurationException when it is not one that this class has written
  public static LocalKeys parse(byte[] text) {
    if (text.length > MOST_BYTES) {
      throw new ConfigurationException("it is larger than %d bytes".formatted(MOST_BYTES));
    }
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
    var read = new LocalKeys(keys);
    if (keys.isEmpty() || !new String(text, StandardCharsets.UTF_8).equals(read.document())) {
      throw new ConfigurationException(
          "it was changed by hand; put the new key into it the same way");
    }
    return read;
  }

  /// The configuration, as its file has it.
  public byte[] text() {
    return document().getBytes(StandardCharsets.UTF_8);
  }

  /// What tells the configuration from others; see [EncryptionConfiguration#hash()].
  public String hash() {
    return EncryptionConfiguration.hash(text());
  }

  /// The name of the key that seals.
  public String sealing() {
    return keys.getFirst().name();
  }

  /// The name of the key that was made last.
  public String newest() {
    return keys.stream().reduce((a, b) -> a.number() >= b.number() ? a : b).orElseThrow().name();
  }

  /// The names of the keys that only open.
  public List<String> opening() {
    return keys.stream().skip(1).map(Key::name).toList();
  }

  /// Whether the newest key opens only, until all servers know it.
  public boolean prepared() {
    return keys.size() > 1 && keys.get(1).number() > keys.getFirst().number();
  }

  /// With a new key that seals at once.
  LocalKeys renewed() {
    List<Key> all = new ArrayList<>(keys);
    all.addFirst(newKey());
    return new LocalKeys(all);
  }

  /// With a new key that opens only as yet.
  public LocalKeys withNext() {
    List<Key> all = new ArrayList<>(keys);
    all.add(1, newKey());
    return new LocalKeys(all);
  }

  /// With the key that was prepared as the one that seals.
  public LocalKeys turned() {
    if (!prepared()) {
      throw new IllegalStateException("no key is prepared");
    }
    List<Key> all = new ArrayList<>(keys);
    all.addFirst(all.remove(1));
    return new LocalKeys(all);
  }

  /// With the key alone that seals.
  public LocalKeys alone() {
    return new LocalKeys(keys.subList(0, 1));
  }

  /// Whether this is a later state than the other one.
  public boolean follows(LocalKeys other) {
    int number = latest();
    int others = other.latest();
    return number == others ? stage() > other.stage() : number > others;
  }

  private int latest() {
    return keys.stream().mapToInt(Key::number).max().orElseThrow();
  }

  /// How far the change to the newest key has come.
  private int stage() {
    if (prepared()) {
      return 0;
    }
    return keys.size() > 1 ? 1 : 2;
  }

  private Key newKey() {
    return new Key(FIRST + (Math.max(latest(), 1) + 1), newSecret());
  }

  private static String newSecret() {
    byte[] key = new byte[KEY];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  private String document() {
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
}
