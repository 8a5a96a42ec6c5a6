package io.kubejar.server.encryption;

import io.kubejar.store.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;

/// How the values of some kinds are sealed: by the first provider; opened they are by whichever
/// sealed them.
final class Protection {
  private static final byte[] SEALED = "k8s:enc:".getBytes(StandardCharsets.UTF_8);

  private final List<Provider> providers;
  private final List<byte[]> prefixes;

  Protection(List<Provider> providers) {
    this.providers = List.copyOf(providers);
    this.prefixes =
        providers.stream().map(p -> p.prefix().getBytes(StandardCharsets.UTF_8)).toList();
  }

  byte[] seal(String key, byte[] plain) {
    ValueCipher cipher = providers.getFirst().cipher();
    if (cipher == null) {
      return plain;
    }
    byte[] prefix = prefixes.getFirst();
    byte[] sealed = cipher.seal(plain, context(key));
    byte[] value = new byte[prefix.length + sealed.length];
    System.arraycopy(prefix, 0, value, 0, prefix.length);
    System.arraycopy(sealed, 0, value, prefix.length, sealed.length);
    return value;
  }

  /// @throws UnreadableException when no provider opens it
  byte[] open(String key, byte[] value) {
    int place = provider(value);
    if (place < 0) {
      throw new UnreadableException(
          "unable to transform key \"%s\": no matching prefix found".formatted(key), null);
    }
    ValueCipher cipher = providers.get(place).cipher();
    if (cipher == null) {
      return value;
    }
    try {
      return cipher.open(value, prefixes.get(place).length, context(key));
    } catch (GeneralSecurityException e) {
      throw new UnreadableException(
          "unable to transform key \"%s\": %s".formatted(key, e.getMessage()), e);
    }
  }

  /// Whether a value is not sealed as it would be today.
  boolean isStale(byte[] value) {
    int place = provider(value);
    ValueCipher cipher = place == 0 ? providers.getFirst().cipher() : null;
    return place > 0 || (cipher != null && cipher.isStale(value, prefixes.getFirst().length));
  }

  /// The place of the provider that sealed a value; negative when none did.
  private int provider(byte[] value) {
    for (int i = 0; i < providers.size(); i++) {
      boolean fits =
          providers.get(i).cipher() == null
              ? !startsWith(value, SEALED)
              : startsWith(value, prefixes.get(i));
      if (fits) {
        return i;
      }
    }
    return -1;
  }

  /// The ciphers of key services.
  List<KmsCipher> services() {
    return providers.stream()
        .map(Provider::cipher)
        .filter(KmsCipher.class::isInstance)
        .map(KmsCipher.class::cast)
        .toList();
  }

  private static boolean startsWith(byte[] value, byte[] prefix) {
    if (value.length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (value[i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] context(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}
