package io.kubejar.server.encryption;

import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.yaml.Yaml;
import io.kubejar.wire.yaml.YamlException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which resources are encrypted in the store and how: the file that `--encryption-provider-config`
/// names, `EncryptionConfiguration` of `apiserver.config.k8s.io/v1`.
///
/// Its providers are `identity`, `aescbc`, `aesgcm`, `secretbox` and `kms` (of version 2).
public final class EncryptionConfiguration implements AutoCloseable {
  private static final Set<Integer> AES_KEYS = Set.of(16, 24, 32);
  private static final Set<Integer> SECRETBOX_KEYS = Set.of(32);
  private static final String SINGLE =
      "should contain exactly one of the known providers: aesgcm, aescbc, secretbox, kms, identity";

  /// The resources of one entry, as patterns, and their providers.
  private record Rule(List<String> resources, Protection protection) {
    boolean covers(String resource, String group) {
      for (String pattern : resources) {
        int dot = pattern.indexOf('.');
        String wanted = dot < 0 ? pattern : pattern.substring(0, dot);
        String inGroup = dot < 0 ? "" : pattern.substring(dot + 1);
        if ((wanted.equals("*") || wanted.equals(resource))
            && (pattern.equals("*.*") || inGroup.equals(group))) {
          return true;
        }
      }
      return false;
    }
  }

  private final List<Rule> rules;
  private final String hash;

  private EncryptionConfiguration(List<Rule> rules, String hash) {
    this.rules = List.copyOf(rules);
    this.hash = hash;
  }

  /// Reads a configuration.
  ///
  /// @param document YAML or JSON
  /// @throws ConfigurationException when it is not one
  public static EncryptionConfiguration parse(byte[] document) {
    return parse(
        document,
        (_, _) -> {
          throw new ConfigurationException("key services cannot be reached from here");
        });
  }

  /// Reads a configuration that may name key services.
  ///
  /// @param services reaches them
  public static EncryptionConfiguration parse(byte[] document, KeyService.Opener services) {
    JsonValue root;
    try {
      root = Yaml.parse(document);
    } catch (YamlException | JsonException e) {
      throw new ConfigurationException("it is no YAML: " + e.getMessage());
    }
    if (!(root instanceof JsonValue.Obj config)
        || !config.text("kind").equals("EncryptionConfiguration")
        || !config.text("apiVersion").equals("apiserver.config.k8s.io/v1")) {
      throw new ConfigurationException(
          "kind has to be EncryptionConfiguration of apiserver.config.k8s.io/v1");
    }
    List<JsonValue> entries = config.items("resources");
    if (entries.isEmpty()) {
      throw new ConfigurationException("resources: Required value: resources is a required field");
    }
    List<Rule> rules = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      rules.add(rule(entries.get(i), "resources[" + i + "]", names, services));
    }
    return new EncryptionConfiguration(rules, hash(document));
  }

  /// What tells one document from another, `sha256:` and 64 digits, as upstream shows it.
  public String hash() {
    return hash;
  }

  static String hash(byte[] document) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(document);
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Which keys the key services use now; empty without any.
  String serviceKeys() {
    return rules.stream()
        .flatMap(rule -> rule.protection.services().stream())
        .map(KmsCipher::keyId)
        .collect(Collectors.joining(","));
  }

  /// Whether any value is protected by a key service.
  public boolean hasServices() {
    return rules.stream().anyMatch(rule -> !rule.protection.services().isEmpty());
  }

  /// What is wrong with the key services; null when all is well or there are none.
  public @Nullable String serviceFlaw() {
    for (Rule rule : rules) {
      for (KmsCipher service : rule.protection.services()) {
        String flaw = service.flaw();
        if (flaw != null) {
          return flaw;
        }
      }
    }
    return null;
  }

  @Override
  public void close() {
    rules.forEach(rule -> rule.protection.services().forEach(KmsCipher::close));
  }

  private static Rule rule(
      JsonValue entry, String path, Set<String> names, KeyService.Opener services) {
    JsonValue.Obj given = entry instanceof JsonValue.Obj object ? object : JsonValue.Obj.EMPTY;
    List<String> resources = new ArrayList<>();
    for (JsonValue item : given.items("resources")) {
      if (!(item instanceof JsonValue.Text(String name)) || name.isEmpty()) {
        throw new ConfigurationException(path + ".resources: has to be a list of names");
      }
      resources.add(name);
    }
    if (resources.isEmpty()) {
      throw new ConfigurationException(path + ".resources: Required value");
    }
    List<JsonValue> listed = given.items("providers");
    if (listed.isEmpty()) {
      throw new ConfigurationException(path + ".providers: Required value");
    }
    List<Provider> providers = new ArrayList<>();
    for (int i = 0; i < listed.size(); i++) {
      providers.addAll(providers(listed.get(i), path + ".providers[" + i + "]", names, services));
    }
    return new Rule(resources, new Protection(providers));
  }

  private static List<Provider> providers(
      JsonValue entry, String path, Set<String> names, KeyService.Opener services) {
    if (!(entry instanceof JsonValue.Obj given) || given.members().size() != 1) {
      throw new ConfigurationException(path + ": " + SINGLE);
    }
    String name = given.members().keySet().iterator().next();
    return switch (name) {
      case "identity" -> List.of(Provider.IDENTITY);
      case "aesgcm", "aescbc", "secretbox" -> keys(name, given.object(name), path + "." + name);
      case "kms" -> List.of(KmsEntry.read(given.object(name), path + "." + name, names, services));
      default -> throw new ConfigurationException(path + "." + name + ": " + SINGLE);
    };
  }

  private static List<Provider> keys(String provider, JsonValue.Obj given, String path) {
    List<JsonValue> keys = given.items("keys");
    if (keys.isEmpty()) {
      throw new ConfigurationException(path + ".keys: Required value");
    }
    Set<String> names = new HashSet<>();
    List<Provider> providers = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      String at = path + ".keys[" + i + "]";
      JsonValue.Obj key =
          keys.get(i) instanceof JsonValue.Obj object ? object : JsonValue.Obj.EMPTY;
      String name = key.text("name");
      if (name.isEmpty() || name.indexOf(':') >= 0) {
        throw new ConfigurationException(at + ".name: Required value: a name without a colon");
      }
      if (!names.add(name)) {
        throw new ConfigurationException(at + ".name: Duplicate value: \"" + name + "\"");
      }
      byte[] secret = secret(provider, key.text("secret"), at + ".secret");
      providers.add(Provider.of(provider, name, cipher(provider, secret)));
    }
    return providers;
  }

  private static byte[] secret(String provider, String text, String path) {
    if (text.isEmpty()) {
      throw new ConfigurationException(path + ": Required value");
    }
    byte[] secret;
    try {
      secret = Base64.getDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          path + ": Invalid value: \"REDACTED\": secrets must be base64 encoded");
    }
    Set<Integer> sizes = provider.equals("secretbox") ? SECRETBOX_KEYS : AES_KEYS;
    if (!sizes.contains(secret.length)) {
      throw new ConfigurationException(
          "%s: Invalid value: \"REDACTED\": secret is not of the expected length, got %d, expected one of %s"
              .formatted(path, secret.length, sizes.size() == 1 ? "[32]" : "[16 24 32]"));
    }
    return secret;
  }

  private static ValueCipher cipher(String provider, byte[] secret) {
    return switch (provider) {
      case "aesgcm" -> new AesGcm(secret);
      case "aescbc" -> new AesCbc(secret);
      default -> new Secretbox(secret);
    };
  }

  /// How a resource is protected, by the first entry that names it; null when none does.
  @Nullable Protection of(String resource, String group) {
    for (Rule rule : rules) {
      if (rule.covers(resource, group)) {
        return rule.protection;
      }
    }
    return null;
  }
}
