package io.kubejar.server.authentication;

import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.core.v1.SecretKind;
import io.kubejar.api.core.v1.ServiceAccount;
import io.kubejar.api.core.v1.ServiceAccountKind;
import io.kubejar.api.value.Bytes;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.User;
import io.kubejar.server.token.TokenSigner;
import io.kubejar.server.token.TokenSigner.LegacyClaims;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Knows service accounts by tokens without an end, which secrets of the type
/// `kubernetes.io/service-account-token` hold. A token is believed as long as its secret holds it.
/// The day of its last use is noted on the secret.
public final class LegacyTokens implements Authenticator {
  private static final String LAST_USED = "kubernetes.io/legacy-token-last-used";
  private static final String INVALID_SINCE = "kubernetes.io/legacy-token-invalid-since";

  private final TokenSigner signer;
  private final ClusterView view;
  private final BiConsumer<Secret, Map<String, String>> labeller;
  private final Clock clock;

  /// @param labeller sets labels of a secret, some time
  public LegacyTokens(
      TokenSigner signer,
      ClusterView view,
      BiConsumer<Secret, Map<String, String>> labeller,
      Clock clock) {
    this.signer = signer;
    this.view = view;
    this.labeller = labeller;
    this.clock = clock;
  }

  @Override
  public Outcome authenticate(Credentials credentials) {
    String token = credentials.bearerToken();
    if (token == null || !signer.isLegacy(token)) {
      return new Outcome.NotMine();
    }
    LegacyClaims claims = signer.verifyLegacy(token);
    if (claims == null) {
      return new Outcome.Rejected("service account token is not valid");
    }
    Secret secret = secret(claims, token);
    if (secret == null) {
      return new Outcome.Rejected("Token has been invalidated");
    }
    if (!hasAccount(claims)) {
      return new Outcome.Rejected(
          "ServiceAccount %s/%s has been deleted".formatted(claims.namespace(), claims.account()));
    }
    if (secret.metadata().labels().containsKey(INVALID_SINCE)) {
      return new Outcome.Rejected(
          "the token in secret %s/%s for service account %s/%s has been marked invalid. Use tokens from the TokenRequest API or manually created secret-based tokens, or remove the '%s' label from the secret to temporarily allow use of this token"
              .formatted(
                  claims.namespace(),
                  claims.secret(),
                  claims.namespace(),
                  claims.account(),
                  INVALID_SINCE));
    }
    note(secret);
    return new Outcome.Authenticated(
        new User(
            "system:serviceaccount:" + claims.namespace() + ":" + claims.account(),
            claims.uid(),
            List.of("system:serviceaccounts", "system:serviceaccounts:" + claims.namespace()),
            Map.of()),
        Map.of(
            "authentication.k8s.io/legacy-token",
            "system:serviceaccount:" + claims.namespace() + ":" + claims.account()));
  }

  /// Whether the account of a token is there; the cache may be behind it.
  private boolean hasAccount(LegacyClaims claims) {
    var kind = ServiceAccountKind.SERVICE_ACCOUNT;
    return isOf(view.get(kind, claims.namespace(), claims.account()), claims)
        || isOf(view.getConsistent(kind, claims.namespace(), claims.account()), claims);
  }

  private static boolean isOf(@Nullable ServiceAccount account, LegacyClaims claims) {
    return account != null
        && account.metadata().deletionTimestamp() == null
        && account.metadata().uid().equals(claims.uid());
  }

  /// The secret that holds the token; the cache may be behind it.
  private @Nullable Secret secret(LegacyClaims claims, String token) {
    Secret cached = view.get(SecretKind.SECRET, claims.namespace(), claims.secret());
    if (holds(cached, token)) {
      return cached;
    }
    Secret stored = view.getConsistent(SecretKind.SECRET, claims.namespace(), claims.secret());
    return holds(stored, token) ? stored : null;
  }

  private static boolean holds(@Nullable Secret secret, String token) {
    return secret != null
        && secret.metadata().deletionTimestamp() == null
        && MessageDigest.isEqual(
            secret.data().getOrDefault("token", Bytes.EMPTY).toArray(),
            token.getBytes(StandardCharsets.UTF_8));
  }

  private void note(Secret secret) {
    String today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
    if (!today.equals(secret.metadata().labels().get(LAST_USED))) {
      labeller.accept(secret, Map.of(LAST_USED, today));
    }
  }
}
