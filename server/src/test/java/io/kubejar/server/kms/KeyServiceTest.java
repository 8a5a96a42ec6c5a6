package io.kubejar.server.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.server.encryption.ConfigurationException;
import io.kubejar.server.encryption.EncryptedStore;
import io.kubejar.server.encryption.EncryptionConfiguration;
import io.kubejar.server.encryption.envelope.EncryptedDEKSourceType;
import io.kubejar.server.encryption.envelope.EncryptedObject;
import io.kubejar.store.Limits;
import io.kubejar.store.Store;
import io.kubejar.store.StoreException;
import io.kubejar.store.SystemTimer;
import io.kubejar.store.Transaction;
import io.kubejar.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Values of a store that a real plug-in protects.
final class KeyServiceTest {
  private static final String SECRET = "/registry/secrets/default/password";
  private static final String PREFIX = "k8s:enc:kms:v2:vault:";
  private static final byte[] VALUE = "{\"data\":1}".getBytes(StandardCharsets.UTF_8);

  private final SystemTimer timer = new SystemTimer();
  private final Store inner = MemoryStore.open(timer, Limits.DEFAULT);
  private Path folder = Path.of("");
  private TestPlugin plugin;

  @BeforeEach
  void start() throws IOException {
    // The path of a socket has to be short.
    folder = Files.createTempDirectory("kms");
    plugin = new TestPlugin(folder.resolve("s"));
  }

  @AfterEach
  void stop() throws IOException {
    plugin.close();
    inner.close();
    timer.close();
    Files.deleteIfExists(folder.resolve("s"));
    Files.delete(folder);
  }

  private EncryptionConfiguration configuration(String provider) {
    String text =
        """
        apiVersion: apiserver.config.k8s.io/v1
        kind: EncryptionConfiguration
        resources:
        - resources: [secrets]
          providers:
          - kms: {%s}
          - identity: {}
        """
            .formatted(provider);
    return EncryptionConfiguration.parse(
        text.getBytes(StandardCharsets.UTF_8), GrpcKeyService::open);
  }

  private EncryptionConfiguration configuration() {
    return configuration(
        "apiVersion: v2, name: vault, endpoint: 'unix://%s', timeout: 20s"
            .formatted(folder.resolve("s")));
  }

  private EncryptedObject stored() throws IOException {
    byte[] value = inner.get(SECRET).value();
    assertThat(new String(value, StandardCharsets.ISO_8859_1)).startsWith(PREFIX);
    return EncryptedObject.parseFrom(Arrays.copyOfRange(value, PREFIX.length(), value.length));
  }

  @Test
  void valuesCarryTheSealedSeedAndAnotherServerOpensThem() throws IOException {
    try (var configuration = configuration()) {
      new EncryptedStore(inner, configuration).commit(Transaction.create(SECRET, VALUE));
      assertThat(configuration.serviceFlaw()).isNull();
      EncryptedObject object = stored();
      assertThat(object.getKeyID()).isEqualTo("k1");
      assertThat(object.getEncryptedDEKSource().size()).isEqualTo(32);
      assertThat(object.getEncryptedDEKSourceType())
          .isEqualTo(EncryptedDEKSourceType.HKDF_SHA256_XNONCE_AES_GCM_SEED);
      assertThat(object.getAnnotationsMap()).containsKey("test.example");
      assertThat(object.getEncryptedData().size()).isEqualTo(32 + 12 + VALUE.length + 16);
    }
    try (var other = configuration()) {
      Store store = new EncryptedStore(inner, other);
      assertThat(store.get(SECRET).value()).isEqualTo(VALUE);
      assertThat(store.get(SECRET).value()).isEqualTo(VALUE);
      assertThat(plugin.decryptions).hasValue(1);
    }
  }

  @Test
  void anotherKeyOfTheServiceSealsAnew() throws IOException {
    try (var first = configuration()) {
      new EncryptedStore(inner, first).commit(Transaction.create(SECRET, VALUE));
    }
    plugin.keyId.set("k2");
    try (var second = configuration()) {
      EncryptedStore store = new EncryptedStore(inner, second);
      assertThat(store.get(SECRET).value()).isEqualTo(VALUE);
      assertThat(store.sealAnew()).isEqualTo(1);
      assertThat(stored().getKeyID()).isEqualTo("k2");
      assertThat(store.get(SECRET).value()).isEqualTo(VALUE);
      assertThat(store.sealAnew()).isZero();
    }
  }

  @Test
  void anUnwellServiceIsToldAndNothingIsWrittenPlain() {
    plugin.health.set("no quorum");
    try (var configuration = configuration()) {
      Store store = new EncryptedStore(inner, configuration);
      assertThatThrownBy(() -> store.commit(Transaction.create(SECRET, VALUE)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("no quorum");
      assertThat(inner.get(SECRET)).isNull();
      assertThat(configuration.serviceFlaw())
          .isEqualTo("expected KMSv2 healthz status ok, got no quorum");
    }
  }

  @Test
  void wrongConfigurationIsNamedByFieldAndValue() {
    String at = "resources[0].providers[0].kms.";
    refuses(
        "apiVersion: v3, name: a, endpoint: 'unix:///s'",
        at
            + "apiVersion: Invalid value: \"v3\": unsupported apiVersion v3 for KMS provider, only"
            + " v1 and v2 are supported");
    refuses(
        "apiVersion: v2, name: 'a:b', endpoint: 'unix:///s'",
        at + "name: Invalid value: \"a:b\": invalid KMS provider name a:b, must not contain ':'");
    refuses(
        "apiVersion: v2, name: a, endpoint: 'tcp://x'",
        at
            + "endpoint: Invalid value: \"tcp://x\": unsupported scheme \"tcp\" for KMS provider,"
            + " only unix is supported");
    refuses(
        "apiVersion: v2, name: a, endpoint: 'unix:///s', timeout: 0s",
        at + "timeout: Invalid value: \"0s\": timeout should be a positive value");
  }

  private void refuses(String provider, String message) {
    assertThatThrownBy(() -> configuration(provider))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }
}
