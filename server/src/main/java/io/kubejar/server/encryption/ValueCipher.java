package io.kubejar.server.encryption;

import java.security.GeneralSecurityException;

/// A way to seal values with one key. Safe for use by many threads.
interface ValueCipher {
  /// The value in a form that only the key opens.
  ///
  /// @param context where the value is kept; a cipher that authenticates it opens the value there
  ///   only
  byte[] seal(byte[] plain, byte[] context);

  /// The value that was sealed into the bytes from an offset on.
  ///
  /// @throws GeneralSecurityException when the bytes were not sealed with this key, or changed
  ///   since
  byte[] open(byte[] sealed, int from, byte[] context) throws GeneralSecurityException;

  /// Whether the value would be sealed with another key today.
  default boolean isStale(byte[] sealed, int from) {
    return false;
  }
}
