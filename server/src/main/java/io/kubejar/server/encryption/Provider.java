package io.kubejar.server.encryption;

import org.jspecify.annotations.Nullable;

/// One entry of the configuration, in the order of which values are tried.
///
/// @param prefix what values of this provider begin with; empty for those kept as they are
/// @param cipher how it seals; null for not at all
record Provider(String prefix, @Nullable ValueCipher cipher) {
  /// Keeps values as they are.
  static final Provider IDENTITY = new Provider("", null);

  static Provider of(String name, String key, ValueCipher cipher) {
    return new Provider("k8s:enc:%s:v1:%s:".formatted(name, key), cipher);
  }
}
