package io.kubejar.server.encryption;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kubejar.server.encryption.KeyService.KeyServiceException;
import io.kubejar.server.encryption.KeyService.Sealed;
import io.kubejar.server.encryption.envelope.EncryptedDEKSourceType;
import io.kubejar.server.encryption.envelope.EncryptedObject;
import io.kubejar.store.UnavailableException;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The provider `kms`, version 2: values are sealed with keys derived from a seed of this server's
/// own, which stands beside each value, itself sealed by a key service.
///
/// The service is asked once a minute which key it uses; when that changed, a new seed is made. A
/// seed is used for three minutes after the service last said that all is well, so that it goes on
/// over short breaks.
final class KmsCipher implements ValueCipher, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(KmsCipher.class.getName());
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
  private static final Duration LOOK_SOON = Duration.ofSeconds(10);
  private static final Duration VALID = Duration.ofMinutes(3);
  private static final int SEED = 32;
  private static final int LONGEST_KEY_ID = 1024;
  private static final int LONGEST_SEALED_SEED = 1024;
  private static final int LONGEST_ANNOTATIONS = 32 * 1024;
  private static final int MOST_SEEDS = 1000;

  private final String name;
  private final KeyService service;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private volatile @Nullable Current current;
  private final Duration lookAgain;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile String flaw = "the key service was not asked yet";

  /// Ciphers of seeds that were opened.
  private final Map<SealedSeed, ValueCipher> opened =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SealedSeed, ValueCipher> eldest) {
          return size() > MOST_SEEDS;
        }
      };

  private record Current(Sealed seed, ValueCipher cipher, Instant ends) {}

  /// All that decides which cipher a value needs.
  private record SealedSeed(
      ByteString text,
      EncryptedDEKSourceType type,
      String keyId,
      Map<String, ByteString> annotations) {
    SealedSeed(EncryptedObject object) {
      this(
          object.getEncryptedDEKSource(),
          object.getEncryptedDEKSourceType(),
          object.getKeyID(),
          Map.copyOf(object.getAnnotationsMap()));
    }
  }

  KmsCipher(String name, KeyService service, InstantSource clock) {
    this(name, service, clock, LOOK_AGAIN);
  }

  /// @param lookAgain after what time a service that is well is asked again
  KmsCipher(String name, KeyService service, InstantSource clock, Duration lookAgain) {
    this.name = name;
    this.service = service;
    this.clock = clock;
    this.lookAgain = lookAgain;
  }

  @Override
  public byte[] seal(byte[] plain, byte[] context) {
    Current used = current();
    if (used == null || clock.instant().isAfter(used.ends())) {
      throw new UnavailableException(
          "EDEK with keyID hash for KMS provider %s is expired or missing: %s"
              .formatted(name, flaw),
          null);
    }
    EncryptedObject.Builder object =
        EncryptedObject.newBuilder()
            .setEncryptedData(ByteString.copyFrom(used.cipher().seal(plain, context)))
            .setKeyID(used.seed().keyId())
            .setEncryptedDEKSource(ByteString.copyFrom(used.seed().text()))
            .setEncryptedDEKSourceType(EncryptedDEKSourceType.HKDF_SHA256_XNONCE_AES_GCM_SEED);
    used.seed()
        .annotations()
        .forEach((key, value) -> object.putAnnotations(key, ByteString.copyFrom(value)));
    return object.build().toByteArray();
  }

  @Override
  public byte[] open(byte[] sealed, int from, byte[] context) throws GeneralSecurityException {
    EncryptedObject object = object(sealed, from);
    ValueCipher cipher = cipher(object);
    return cipher.open(object.getEncryptedData().toByteArray(), 0, context);
  }

  @Override
  public boolean isStale(byte[] sealed, int from) {
    Current used = current();
    try {
      return used != null && !object(sealed, from).getKeyID().equals(used.seed().keyId());
    } catch (GeneralSecurityException _) {
      return false; // what cannot be read cannot be sealed anew
    }
  }

  private static EncryptedObject object(byte[] sealed, int from) throws GeneralSecurityException {
    try {
      return EncryptedObject.parser().parseFrom(sealed, from, sealed.length - from);
    } catch (InvalidProtocolBufferException e) {
      throw new GeneralSecurityException("failed to proto unmarshal the encrypted object", e);
    }
  }

  private ValueCipher cipher(EncryptedObject object) throws GeneralSecurityException {
    var sealed = new SealedSeed(object);
    synchronized (opened) {
      ValueCipher known = opened.get(sealed);
      if (known != null) {
        return known;
      }
    }
    Map<String, byte[]> annotations = new LinkedHashMap<>();
    sealed.annotations().forEach((key, value) -> annotations.put(key, value.toByteArray()));
    byte[] source;
    try {
      source =
          service.decrypt(new Sealed(sealed.text().toByteArray(), sealed.keyId(), annotations));
    } catch (KeyServiceException e) {
      throw new GeneralSecurityException("failed to decrypt DEK, error: " + e.getMessage(), e);
    }
    ValueCipher cipher =
        switch (sealed.type()) {
          case AES_GCM_KEY -> new AesGcm(source);
          case HKDF_SHA256_XNONCE_AES_GCM_SEED -> new ExtendedNonceGcm(source);
          case UNRECOGNIZED ->
              throw new GeneralSecurityException("unknown encryptedDEKSourceType of the value");
        };
    synchronized (opened) {
      opened.put(sealed, cipher);
    }
    return cipher;
  }

  /// What is wrong with the service; null when all is well.
  @Nullable String flaw() {
    current();
    return flaw.isEmpty() ? null : flaw;
  }

  /// The seed of the moment. Only who asks first waits for the service. The key that the service
  /// uses now; empty while that is not known.
  String keyId() {
    Current used = current();
    return used == null ? "" : used.seed().keyId();
  }

  private @Nullable Current current() {
    if (started.compareAndSet(false, true)) {
      Thread.ofVirtual().name("kms-" + name).start(this::keepAsking);
    }
    try {
      asked.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return current;
  }

  private void keepAsking() {
    try {
      do {
        ask();
        asked.countDown();
      } while (!closed.await(
          (flaw.isEmpty() ? lookAgain : LOOK_SOON).toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      asked.countDown();
    }
  }

  private void ask() {
    try {
      renew(clock.instant());
      flaw = "";
    } catch (KeyServiceException | RuntimeException e) {
      if (closed.getCount() > 0) {
        flaw = String.valueOf(e.getMessage());
        LOG.log(Level.WARNING, "KMS provider {0}: {1}", name, flaw);
      }
    }
  }

  private void renew(Instant now) throws KeyServiceException {
    KeyService.State state = service.status();
    if (!state.version().equals("v2") && !state.version().equals("v2beta1")) {
      throw new KeyServiceException(
          "expected KMSv2 API version v2, got %s".formatted(state.version()));
    }
    if (!state.health().equals("ok")) {
      throw new KeyServiceException(
          "expected KMSv2 healthz status ok, got %s".formatted(state.health()));
    }
    if (state.keyId().isEmpty() || state.keyId().length() > LONGEST_KEY_ID) {
      throw new KeyServiceException(
          "expected KMSv2 KeyID to be set and of at most %d bytes".formatted(LONGEST_KEY_ID));
    }
    Current used = current;
    if (used != null && used.seed().keyId().equals(state.keyId())) {
      current = new Current(used.seed(), used.cipher(), now.plus(VALID));
      return;
    }
    byte[] seed = new byte[SEED];
    random.nextBytes(seed);
    Sealed sealed = service.encrypt(seed);
    check(sealed);
    if (used != null) {
      LOG.log(Level.INFO, "KMS provider {0} uses another key", name);
    }
    current = new Current(sealed, new ExtendedNonceGcm(seed), now.plus(VALID));
  }

  private static void check(Sealed sealed) throws KeyServiceException {
    int annotations = 0;
    for (var entry : sealed.annotations().entrySet()) {
      if (entry.getKey().indexOf('.') < 1) {
        throw new KeyServiceException(
            "annotations: Invalid value: \"%s\": should be a domain with at least two segments separated by dots"
                .formatted(entry.getKey()));
      }
      annotations += entry.getKey().length() + entry.getValue().length;
    }
    if (sealed.text().length == 0
        || sealed.text().length > LONGEST_SEALED_SEED
        || sealed.keyId().isEmpty()
        || sealed.keyId().length() > LONGEST_KEY_ID
        || annotations > LONGEST_ANNOTATIONS) {
      throw new KeyServiceException(
          "the key service sealed the seed in a form that is not allowed");
    }
  }

  @Override
  public void close() {
    closed.countDown();
    service.close();
  }
}
