package io.kubejar.server.authentication;

import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.SecretKind;
import io.kubejar.api.core.v1.ServiceAccountKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.User;
import io.kubejar.server.token.TokenClaims;
import io.kubejar.server.token.TokenClaims.Reference;
import io.kubejar.server.token.TokenSigner;
import io.kubejar.wire.json.GoText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Knows service accounts by the tokens this server signed for them.
///
/// A token holds until a minute after it expires, and only while the account and whatever the token
/// is bound to exist with the uids it names. An object on its way out counts as gone a minute after
/// its grace period.
public final class ServiceAccountAuthenticator implements Authenticator {
  private static final Duration LEEWAY = Duration.ofSeconds(60);
  private static final int REMEMBERED = 4096;
  private static final String BAD_SIGNATURE = "go-jose/go-jose: error in cryptographic primitive";

  private final TokenSigner signer;
  private final List<String> audiences;
  private final ClusterView view;
  private final Clock clock;

  /// Claims by tokens with a good signature, least recently used first.
  private final Map<String, TokenClaims> verified =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, TokenClaims> eldest) {
              return size() > REMEMBERED;
            }
          });

  /// @param audiences the names by which tokens for this server call it
  public ServiceAccountAuthenticator(
      TokenSigner signer, List<String> audiences, ClusterView view, Clock clock) {
    this.signer = signer;
    this.audiences = List.copyOf(audiences);
    this.view = view;
    this.clock = clock;
  }

  @Override
  public Outcome authenticate(Credentials credentials) {
    String token = credentials.bearerToken();
    if (token == null || !isMine(token)) {
      return new Outcome.NotMine();
    }
    return switch (standing(token, audiences)) {
      case Standing.Good(User user, _) -> new Outcome.Authenticated(user, notes(token));
      case Standing.Bad(String reason) -> new Outcome.Rejected(reason);
    };
  }

  /// That a token lives on only because its bearer may never read it again.
  private Map<String, String> notes(String token) {
    TokenClaims claims = claims(token);
    Instant warnAfter = claims == null ? null : claims.warnAfter();
    Instant now = clock.instant();
    return claims == null || warnAfter == null || !now.isAfter(warnAfter)
        ? Map.of()
        : Map.of(
            "authentication.k8s.io/stale-token",
            "subject: %s, seconds after warning threshold: %d"
                .formatted(claims.subject(), Duration.between(warnAfter, now).toSeconds()));
  }

  /// Whether the token is one of this server's, good or not.
  public boolean isMine(String token) {
    return verified.containsKey(token) || signer.isMine(token);
  }

  /// What a token of this server's is worth to someone.
  public sealed interface Standing {

    /// @param audiences those of the token that were wanted
    record Good(User user, List<String> audiences) implements Standing {}

    /// @param reason upstream's words
    record Bad(String reason) implements Standing {}
  }

  /// What a token of this server's is worth to whoever has one of the names.
  public Standing standing(String token, List<String> wanted) {
    TokenClaims claims = claims(token);
    if (claims == null) {
      return new Standing.Bad(BAD_SIGNATURE);
    }
    List<String> shared = claims.audiences().stream().filter(wanted::contains).toList();
    if (shared.isEmpty()) {
      return new Standing.Bad(
          "token audiences %s is invalid for the target audiences %s"
              .formatted(quoted(claims.audiences()), quoted(wanted)));
    }
    String flaw = flaw(claims);
    return flaw == null ? new Standing.Good(user(claims), shared) : new Standing.Bad(flaw);
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(GoText::quoted).collect(Collectors.joining(" ", "[", "]"));
  }

  private @Nullable TokenClaims claims(String token) {
    TokenClaims claims = verified.get(token);
    if (claims == null) {
      claims = signer.verify(token);
      if (claims != null) {
        verified.put(token, claims);
      }
    }
    return claims;
  }

  /// Why a token with a good signature does not hold; null when it does.
  private @Nullable String flaw(TokenClaims claims) {
    Instant now = clock.instant();
    if (now.minus(LEEWAY).isAfter(claims.expires())) {
      return "service account token has expired";
    }
    if (now.plus(LEEWAY).isBefore(claims.issuedAt())) {
      return "service account token is not valid yet";
    }
    String namespace = claims.namespace();
    Reference named = claims.account();
    ApiObject account = find(ServiceAccountKind.SERVICE_ACCOUNT, namespace, named);
    if (account == null) {
      return "serviceaccounts \"%s\" not found".formatted(named.name());
    }
    if (isGone(account, now)) {
      return "service account %s/%s has been deleted".formatted(namespace, named.name());
    }
    if (!account.metadata().uid().equals(named.uid())) {
      return "service account UID (%s) does not match claim (%s)"
          .formatted(account.metadata().uid(), named.uid());
    }
    String flaw = flaw(SecretKind.SECRET, "secret", namespace, claims.secret(), now);
    if (flaw == null) {
      flaw = flaw(PodKind.POD, "pod", namespace, claims.pod(), now);
    }
    // A pod's token names its node too, and outlives it as the pod does.
    return flaw == null && claims.pod() == null
        ? flaw(NodeKind.NODE, "node", "", claims.node(), now)
        : flaw;
  }

  /// What is wrong with an object that a token is bound to; null for none.
  private @Nullable String flaw(
      Kind<? extends ApiObject> kind,
      String what,
      String namespace,
      @Nullable Reference bound,
      Instant now) {
    if (bound == null) {
      return null;
    }
    ApiObject found = find(kind, namespace, bound);
    if (found == null || isGone(found, now)) {
      return "service account token has been invalidated";
    }
    String uid = found.metadata().uid();
    return uid.equals(bound.uid())
        ? null
        : "%1$s UID (%2$s) does not match service account %1$s ref claim (%3$s)"
            .formatted(what, uid, bound.uid());
  }

  private @Nullable ApiObject find(
      Kind<? extends ApiObject> kind, String namespace, Reference wanted) {
    ApiObject found = view.get(kind, namespace, wanted.name());
    // The cache may be behind the token.
    return found == null || !found.metadata().uid().equals(wanted.uid())
        ? view.getConsistent(kind, namespace, wanted.name())
        : found;
  }

  private static boolean isGone(ApiObject object, Instant now) {
    var deleted = object.metadata().deletionTimestamp();
    return deleted != null && !now.isBefore(deleted.instant().plus(LEEWAY));
  }

  private static User user(TokenClaims claims) {
    Map<String, List<String>> extra = new LinkedHashMap<>();
    if (!claims.id().isEmpty()) {
      extra.put("authentication.kubernetes.io/credential-id", List.of("JTI=" + claims.id()));
    }
    put(extra, "authentication.kubernetes.io/pod-", claims.pod());
    put(extra, "authentication.kubernetes.io/node-", claims.node());
    return new User(
        claims.subject(),
        claims.account().uid(),
        List.of("system:serviceaccounts", "system:serviceaccounts:" + claims.namespace()),
        extra);
  }

  private static void put(
      Map<String, List<String>> extra, String prefix, @Nullable Reference reference) {
    if (reference != null) {
      extra.put(prefix + "name", List.of(reference.name()));
      if (!reference.uid().isEmpty()) {
        extra.put(prefix + "uid", List.of(reference.uid()));
      }
    }
  }
}
