package io.kubejar.cluster.machines;

import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.core.v1.SecretKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.api.value.Bytes;
import io.kubejar.cli.UserException;
import io.kubejar.client.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The keys that all servers of a cluster share, on their way to a server that joins: sealed with a
/// key that only people carry, in the secret `kubeadm-certs`, which goes after two hours.
///
/// A value is 12 random bytes and what AES-256 in GCM makes of the file.
public final class SharedKeys {
  static final String SECRET = "kubeadm-certs";
  private static final Duration TIME_TO_LIVE = Duration.ofHours(2);
  private static final int KEY = 32;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int MOST_BYTES = 64 << 10;

  /// Files below the data directory, by their names in the secret.
  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry("ca.crt", "pki/ca.crt"),
          Map.entry("ca.key", "pki/ca.key"),
          Map.entry("front-proxy-ca.crt", "pki/front-proxy-ca.crt"),
          Map.entry("front-proxy-ca.key", "pki/front-proxy-ca.key"),
          Map.entry("sa.pub", "pki/sa.pub"),
          Map.entry("sa.key", "pki/sa.key"),
          Map.entry("encryption.yaml", "encryption.yaml"),
          Map.entry("etcd-ca.crt", "pki/etcd/ca.crt"),
          Map.entry("etcd-ca.key", "pki/etcd/ca.key"),
          Map.entry("external-etcd-ca.crt", "pki/external-etcd-ca.crt"),
          Map.entry("external-etcd.crt", "pki/external-etcd.crt"),
          Map.entry("external-etcd.key", "pki/external-etcd.key"));

  private static final List<String> NEEDED =
      List.of("ca.crt", "ca.key", "front-proxy-ca.crt", "front-proxy-ca.key", "sa.pub", "sa.key");

  private SharedKeys() {}

  /// A key that nobody can guess, as people carry it.
  public static String randomKey(SecureRandom random) {
    byte[] key = new byte[KEY];
    random.nextBytes(key);
    return HexFormat.of().formatHex(key);
  }

  /// Reads such a key.
  ///
  /// @throws UserException when it is none
  public static byte[] key(String text) {
    try {
      byte[] key = HexFormat.of().parseHex(text);
      if (key.length == KEY) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // told below, without the text
    }
    throw new UserException("--certificate-key has to be 64 hexadecimal digits");
  }

  /// Seals a server's files and puts them into the cluster for two hours.
  ///
  /// @param further files from elsewhere, by their names in the secret
  public static void upload(
      Client client,
      Path directory,
      Map<String, Path> further,
      byte[] key,
      Instant now,
      SecureRandom random)
      throws IOException {
    Map<String, Bytes> data = new HashMap<>();
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path path = further.getOrDefault(file.getKey(), directory.resolve(file.getValue()));
      if (Files.isReadable(path)) {
        data.put(file.getKey(), Bytes.wrap(sealed(Files.readAllBytes(path), key, random)));
      }
    }
    var secrets = client.resources(SecretKind.SECRET, BootstrapToken.NAMESPACE);
    // Gone with the token: the controllers delete tokens that have ended, and what is theirs.
    Secret owner =
        secrets.create(
            BootstrapToken.random(random)
                .toSecret(
                    new BootstrapToken.Purpose(
                        now.plus(TIME_TO_LIVE),
                        List.of(),
                        List.of(),
                        "Proxy for managing TTL for the kubeadm-certs secret")));
    Secret secret =
        Secret.builder()
            .metadata(
                it ->
                    it.name(SECRET)
                        .namespace(BootstrapToken.NAMESPACE)
                        .ownerReferences(
                            OwnerReference.builder()
                                .apiVersion("v1")
                                .kind("Secret")
                                .name(owner.metadata().name())
                                .uid(owner.metadata().uid())
                                .controller(true)
                                .blockOwnerDeletion(true)
                                .build()))
            .type("Opaque")
            .data(data)
            .build();
    if (secrets.find(SECRET).isPresent()) {
      secrets.delete(SECRET);
    }
    secrets.create(secret);
  }

  /// Fetches and opens the files of a cluster's servers.
  ///
  /// @return contents, by names below the data directory
  /// @throws UserException when they are not there or the key does not open them
  public static Map<String, byte[]> download(Client client, byte[] key) {
    Secret secret;
    try {
      secret = client.resources(SecretKind.SECRET, BootstrapToken.NAMESPACE).get(SECRET);
    } catch (ApiException e) {
      if (e.isNotFound()) {
        throw new UserException(
            "the cluster holds no sealed certificates (they go after two hours); on a server:"
                + " kubejar token create --print-join-command --upload-certs");
      }
      throw new UserException("the sealed certificates: " + e.getMessage());
    }
    Map<String, byte[]> files = new HashMap<>();
    for (Map.Entry<String, Bytes> each : secret.data().entrySet()) {
      String file = FILES.get(each.getKey());
      if (file != null) {
        files.put(file, opened(each.getValue().toArray(), key));
      }
    }
    for (String needed : NEEDED) {
      if (!files.containsKey(FILES.get(needed))) {
        throw new UserException("the cluster's sealed certificates lack " + needed);
      }
    }
    return files;
  }

  static byte[] sealed(byte[] plain, byte[] key, SecureRandom random) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      byte[] body = cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(plain);
      byte[] whole = Arrays.copyOf(nonce, NONCE + body.length);
      System.arraycopy(body, 0, whole, NONCE, body.length);
      return whole;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the runtime has no AES-256 in GCM", e);
    }
  }

  static byte[] opened(byte[] sealed, byte[] key) {
    if (sealed.length < NONCE || sealed.length > MOST_BYTES) {
      throw new UserException("the cluster's sealed certificates are damaged");
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE))
          .doFinal(sealed, NONCE, sealed.length - NONCE);
    } catch (AEADBadTagException e) {
      throw new UserException("--certificate-key is not the one the certificates are sealed with");
    } catch (GeneralSecurityException e) {
      throw new UserException("the cluster's sealed certificates are damaged");
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
