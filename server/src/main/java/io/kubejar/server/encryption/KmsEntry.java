package io.kubejar.server.encryption;

import io.kubejar.server.spi.ConfigDocument;
import io.kubejar.wire.json.JsonValue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/// Reads what the configuration says of one key service.
final class KmsEntry {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final String UNIX = "unix://";

  private KmsEntry() {}

  /// @param names those of other entries, which gets this one's
  static Provider read(
      JsonValue.Obj given, String path, Set<String> names, KeyService.Opener opener) {
    String version = given.text("apiVersion");
    if (version.isEmpty() || version.equals("v1")) {
      throw new ConfigurationException(
          path
              + ".apiVersion: KMSv1 is deprecated and will only receive security updates going"
              + " forward. Use KMSv2 instead.");
    }
    if (!version.equals("v2")) {
      throw new ConfigurationException(
          "%s.apiVersion: Invalid value: \"%s\": unsupported apiVersion %s for KMS provider, only v1 and v2 are supported"
              .formatted(path, version, version));
    }
    String name = given.text("name");
    if (name.isEmpty()) {
      throw new ConfigurationException(path + ".name: Required value: name is a required field");
    }
    if (name.indexOf(':') >= 0) {
      throw new ConfigurationException(
          "%s.name: Invalid value: \"%s\": invalid KMS provider name %s, must not contain ':'"
              .formatted(path, name, name));
    }
    if (!names.add(name)) {
      throw new ConfigurationException(
          "%s: Invalid value: \"%s\": duplicate KMS provider name %s, names must be unique"
              .formatted(path, name, name));
    }
    if (given.has("cachesize")) {
      throw new ConfigurationException(
          path + ".cachesize: Invalid value: cachesize is not supported in v2");
    }
    Path socket = socket(given.text("endpoint"), path + ".endpoint");
    KeyService service = opener.open(socket, timeout(given.text("timeout"), path + ".timeout"));
    return new Provider(
        "k8s:enc:kms:v2:" + name + ":", new KmsCipher(name, service, InstantSource.system()));
  }

  private static Path socket(String endpoint, String path) {
    if (endpoint.isEmpty()) {
      throw new ConfigurationException(path + ": Required value: endpoint is a required field");
    }
    if (!endpoint.startsWith(UNIX)) {
      int colon = endpoint.indexOf(':');
      throw new ConfigurationException(
          "%s: Invalid value: \"%s\": unsupported scheme \"%s\" for KMS provider, only unix is supported"
              .formatted(path, endpoint, colon < 0 ? "" : endpoint.substring(0, colon)));
    }
    return Path.of(endpoint.substring(UNIX.length()));
  }

  private static Duration timeout(String text, String path) {
    if (text.isEmpty()) {
      return TIMEOUT;
    }
    Duration timeout = ConfigDocument.duration(text);
    if (timeout == null || !timeout.isPositive()) {
      throw new ConfigurationException(
          "%s: Invalid value: \"%s\": timeout should be a positive value".formatted(path, text));
    }
    return timeout;
  }
}
