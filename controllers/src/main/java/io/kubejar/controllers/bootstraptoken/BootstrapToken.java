package io.kubejar.controllers.bootstraptoken;

import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.value.Bytes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// A bootstrap token as its secret in `kube-system` says it.
///
/// @param id the public part
/// @param secret the part that nobody but its bearers knows
/// @param signs whether it serves to sign the cluster's information
record BootstrapToken(String id, String secret, boolean signs) {
  static final String NAMESPACE = "kube-system";
  private static final String PREFIX = "bootstrap-token-";

  /// Whether a secret is to hold such a token.
  static boolean isOne(Secret secret) {
    return secret.type().equals("bootstrap.kubernetes.io/token")
        && secret.metadata().namespace().equals(NAMESPACE);
  }

  /// Reads a secret; null when it holds none.
  static @Nullable BootstrapToken of(Secret secret) {
    String id = text(secret, "token-id");
    String hidden = text(secret, "token-secret");
    return !isOne(secret)
            || !id.matches("[a-z0-9]{6}")
            || hidden.isEmpty()
            || !secret.metadata().name().equals(PREFIX + id)
        ? null
        : new BootstrapToken(id, hidden, text(secret, "usage-bootstrap-signing").equals("true"));
  }

  private static String text(Secret secret, String key) {
    Bytes value = secret.data().get(key);
    return value == null ? "" : value.toUtf8();
  }

  /// When a secret's token ends; null for never. What cannot be read has ended.
  static @Nullable Instant end(Secret secret) {
    String text = text(secret, "expiration");
    if (text.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException _) {
      return Instant.MIN;
    }
  }

  /// Says which token it is, and nothing of its secret.
  @Override
  public String toString() {
    return "BootstrapToken[" + id + "]";
  }
}
