package io.kubejar.server.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.store.UnreadableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptionConfigurationTest {
  @Test
  void theFirstEntryThatNamesAResourceCounts() {
    EncryptionConfiguration configuration =
        parse(
            """
            apiVersion: apiserver.config.k8s.io/v1
            kind: EncryptionConfiguration
            resources:
            - resources: [configmaps]
              providers: [{identity: {}}]
            - resources: ["*.apps", "*."]
              providers: [{identity: {}}]
            """);
    assertThat(configuration.of("configmaps", "")).isNotNull();
    assertThat(configuration.of("secrets", ""))
        .isNotNull()
        .isNotSameAs(configuration.of("configmaps", ""));
    assertThat(configuration.of("deployments", "apps")).isNotNull();
    assertThat(configuration.of("jobs", "batch")).isNull();
  }

  @Test
  void errorsNameThePlaceAndNeverTheKey() {
    refused("kind: Other", "kind has to be EncryptionConfiguration");
    refused(of("[]"), "resources: Required value");
    refused(
        of("[{resources: [secrets], providers: []}]"), "resources[0].providers: Required value");
    refused(
        of("[{resources: [secrets], providers: [{rot13: {}}]}]"),
        "resources[0].providers[0].rot13: should contain exactly one of the known providers");
    refused(
        of(
            "[{resources: [secrets], providers: [{aescbc: {keys: [{name: a, secret:"
                + " c2hvcnQ=}]}}]}]"),
        "resources[0].providers[0].aescbc.keys[0].secret: Invalid value: \"REDACTED\":"
            + " secret is not of the expected length, got 5, expected one of [16 24 32]");
    refused(
        of("[{resources: [secrets], providers: [{secretbox: {keys: [{name: a, secret: '%'}]}}]}]"),
        "secrets must be base64 encoded");
    refused(": - {", "it is no YAML");
  }

  @Test
  void aLocalKeyIsMadeOnceForItsOwnerOnly(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("encryption.yaml");
    LocalKey.open(file);
    byte[] made = Files.readAllBytes(file);
    EncryptionConfiguration again = LocalKey.open(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(again.of("secrets", "")).isNotNull();
    assertThat(again.of("configmaps", "")).isNull();
  }

  @Test
  void aRotatedLocalKeySealsAndTheFormerStillOpens(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("encryption.yaml");
    Protection former = LocalKey.open(file).of("secrets", "");
    byte[] sealed = former.seal("/k", new byte[] {1});

    assertThat(LocalKey.rotate(file)).isEqualTo("local2");
    assertThat(LocalKey.rotate(file)).isEqualTo("local3");
    Protection now = LocalKey.open(file).of("secrets", "");

    assertThat(now.open("/k", sealed)).containsExactly(1);
    assertThat(now.isStale(sealed)).isTrue();
    assertThat(new String(now.seal("/k", new byte[] {1}), StandardCharsets.ISO_8859_1))
        .startsWith("k8s:enc:secretbox:v1:local3:");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    assertThat(LocalKey.dropOld(file)).containsExactly("local2", "local");
    Protection last = LocalKey.open(file).of("secrets", "");
    assertThat(last.open("/k", now.seal("/k", new byte[] {2}))).containsExactly(2);
    assertThatThrownBy(() -> last.open("/k", sealed)).isInstanceOf(UnreadableException.class);
  }

  @Test
  void aLocalKeyThatWasEditedIsLeftAlone(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("encryption.yaml");
    LocalKey.open(file);
    Files.writeString(file, Files.readString(file).replace("[secrets]", "[secrets, configmaps]"));
    assertThatThrownBy(() -> LocalKey.rotate(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("was changed by hand");
  }

  private static String of(String resources) {
    return "apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources: "
        + resources;
  }

  private static void refused(String document, String message) {
    assertThatThrownBy(() -> parse(document))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  private static EncryptionConfiguration parse(String document) {
    return EncryptionConfiguration.parse(document.getBytes(StandardCharsets.UTF_8));
  }
}
