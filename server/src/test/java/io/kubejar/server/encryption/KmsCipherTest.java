package io.kubejar.server.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.server.encryption.envelope.EncryptedObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class KmsCipherTest {
  private static final byte[] PLAIN = "plain".getBytes(StandardCharsets.UTF_8);
  private static final byte[] CONTEXT = "/a".getBytes(StandardCharsets.UTF_8);

  /// Seals nothing, but opens only what names its key.
  private static final class OpenService implements KeyService {
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch askedAgain = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public State status() throws KeyServiceException {
      if (asked.incrementAndGet() > 1) {
        askedAgain.countDown();
        try {
          closed.await();
        } catch (InterruptedException e) {
          throw new KeyServiceException("interrupted");
        }
        throw new KeyServiceException("closed");
      }
      return new State("v2", "ok", "k1");
    }

    @Override
    public Sealed encrypt(byte[] plain) {
      return new Sealed(plain, "k1", Map.of());
    }

    @Override
    public byte[] decrypt(Sealed sealed) throws KeyServiceException {
      if (!sealed.keyId().equals("k1") || !sealed.annotations().isEmpty()) {
        throw new KeyServiceException("not sealed here");
      }
      return sealed.text();
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  private final OpenService service = new OpenService();

  @Test
  void aSeedIsKnownByAllThatWasSaidOfIt() throws Exception {
    try (var cipher = new KmsCipher("vault", service, InstantSource.system())) {
      byte[] sealed = cipher.seal(PLAIN, CONTEXT);
      assertThat(cipher.open(sealed, 0, CONTEXT)).isEqualTo(PLAIN);
      var object = EncryptedObject.parseFrom(sealed);
      byte[] otherKey = object.toBuilder().setKeyID("k2").build().toByteArray();
      assertThatThrownBy(() -> cipher.open(otherKey, 0, CONTEXT))
          .isInstanceOf(GeneralSecurityException.class)
          .hasMessageContaining("not sealed here");
      byte[] noted =
          object.toBuilder().putAnnotations("a.b", object.getEncryptedData()).build().toByteArray();
      assertThatThrownBy(() -> cipher.open(noted, 0, CONTEXT))
          .isInstanceOf(GeneralSecurityException.class)
          .hasMessageContaining("not sealed here");
    }
  }

  @Test
  void nothingWaitsForAServiceThatIsAskedAgain() throws Exception {
    try (var cipher =
        new KmsCipher("vault", service, InstantSource.system(), Duration.ofMillis(1))) {
      cipher.seal(PLAIN, CONTEXT);
      assertThat(service.askedAgain.await(60, TimeUnit.SECONDS)).isTrue();
      byte[] sealed = cipher.seal(PLAIN, CONTEXT);
      assertThat(cipher.open(sealed, 0, CONTEXT)).isEqualTo(PLAIN);
      assertThat(cipher.flaw()).isNull();
    }
  }
}
