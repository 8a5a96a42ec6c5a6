package io.kubejar.server.encryption;

import io.kubejar.server.spi.ConfigDocument;
import io.kubejar.store.Entry;
import io.kubejar.store.Keys;
import io.kubejar.store.Outcome;
import io.kubejar.store.Store;
import io.kubejar.store.Transaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/// The keys that servers over one store seal with, as the store itself hands them round, and what
/// each server says of how far it has come.
///
/// ```
/// /kubejar/encryption/keys                the configuration, sealed; absent until the first change
/// /kubejar/encryption/servers/10.0.0.1    the hash of what that server has in force, under a lease
/// ```
///
/// The configuration is a byte for the form (1) and what AES-256 in GCM makes of it, with a key
/// derived (HKDF with SHA-256) from the private key of the cluster's authority, which all servers
/// have and the store has not.
public final class KeyRecord {
  static final String PREFIX = "/kubejar/encryption/";
  static final String KEYS = PREFIX + "keys";

  private static final String SERVERS = PREFIX + "servers/";
  private static final String ADDRESSES = "/registry/masterleases/";
  private static final byte FORM = 1;
  private static final int KEY = 32;
  private static final int MOST_SERVERS = 1_000;
  private static final int MOST_SEALED = LocalKeys.MOST_BYTES + 64;

  private final Store store;
  private final AesGcm cipher;

  private KeyRecord(Store store, AesGcm cipher) {
    this.store = store;
    this.cipher = cipher;
  }

  /// @param store keeps values as they are
  /// @param authority the file with the private key of the cluster's authority, the same on all
  ///   servers
  public static KeyRecord of(Store store, Path authority) throws IOException {
    return new KeyRecord(store, new AesGcm(derived(ConfigDocument.text(authority))));
  }

  private static byte[] derived(byte[] secret) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(secret)
                  .thenExpand(KEYS.getBytes(StandardCharsets.US_ASCII), KEY));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF does not work", e);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /// The keys with the revision of their last change, for [#write].
  public record Found(LocalKeys keys, long revision) {}

  /// What the servers are to have; null before the first change.
  ///
  /// @throws ConfigurationException when what is there was not sealed by a server of this cluster
  public @Nullable Found read() {
    Entry entry = store.get(KEYS);
    if (entry == null) {
      return null;
    }
    byte[] value = entry.value();
    if (value.length == 0 || value.length > MOST_SEALED || value[0] != FORM) {
      throw new ConfigurationException(KEYS + " is of no known form");
    }
    try {
      return new Found(LocalKeys.parse(cipher.open(value, 1, context())), entry.modRevision());
    } catch (GeneralSecurityException e) {
      throw new ConfigurationException(KEYS + " was not sealed by a server of this cluster");
    }
  }

  /// Tells the servers what they are to have.
  ///
  /// @param revision of the record that it replaces; 0 for the first one
  /// @return false when another has come first
  public boolean write(LocalKeys keys, long revision) {
    byte[] text = keys.text();
    if (text.length > LocalKeys.MOST_BYTES) {
      throw new ConfigurationException("there are too many keys; drop the old ones first");
    }
    byte[] sealed = cipher.seal(text, context());
    byte[] value = new byte[1 + sealed.length];
    value[0] = FORM;
    System.arraycopy(sealed, 0, value, 1, sealed.length);
    return store.commit(Transaction.update(KEYS, revision, value)) instanceof Outcome.Committed;
  }

  /// Says what a server has in force, for as long as the lease lasts.
  void tell(String address, String hash, long lease) {
    byte[] value = hash.getBytes(StandardCharsets.US_ASCII);
    store.commit(
        new Transaction(List.of(), List.of(new Transaction.Put(SERVERS + address, value, lease))));
  }

  /// The servers that are there, each with what it says that it has in force; empty for one that
  /// says nothing.
  public Map<String, String> servers() {
    Map<String, String> servers = new HashMap<>();
    for (Entry entry : store.range(Keys.prefix(ADDRESSES), Store.CURRENT, MOST_SERVERS).entries()) {
      servers.put(entry.key().substring(ADDRESSES.length()), "");
    }
    for (Entry entry : store.range(Keys.prefix(SERVERS), Store.CURRENT, MOST_SERVERS).entries()) {
      servers.put(
          entry.key().substring(SERVERS.length()),
          new String(entry.value(), StandardCharsets.ISO_8859_1));
    }
    return servers;
  }

  /// The servers that are there and do not have these keys in force.
  public SortedSet<String> without(LocalKeys keys) {
    String hash = keys.hash();
    SortedSet<String> without = new TreeSet<>();
    servers()
        .forEach(
            (address, told) -> {
              if (!told.equals(hash)) {
                without.add(address);
              }
            });
    return without;
  }

  private static byte[] context() {
    return KEYS.getBytes(StandardCharsets.US_ASCII);
  }
}
