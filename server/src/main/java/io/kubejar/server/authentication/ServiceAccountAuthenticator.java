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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Knows service accounts by the tokens this server signed for them.
///
/// A token holds until it expires, and only while the account and whatever the token is bound to
/// exist with the uids it names. An object on its way out counts as gone a minute after its grace
/// period.
public final class ServiceAccountAuthenticator implements Authenticator {
  private static final Duration LEEWAY = Duration.ofSeconds(60);
  private static final int REMEMBERED = 4096;

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
    return authenticate(token, audiences)
        .<Outcome>map(user -> new Outcome.Authenticated(user, notes(token)))
        .orElseGet(() -> new Outcome.Rejected("service account token is not valid"));
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

  /// The account a token stands for, when it is meant for one of the audiences.
  public Optional<User> authenticate(String token, List<String> wanted) {
    TokenClaims claims = claims(token);
    if (claims == null || !holds(claims)) {
      return Optional.empty();
    }
    boolean addressed = claims.audiences().stream().anyMatch(wanted::contains);
    return addressed ? Optional.of(user(claims)) : Optional.empty();
  }

  /// The audiences of a good token.
  public List<String> audiences(String token) {
    TokenClaims claims = claims(token);
    return claims == null ? List.of() : claims.audiences();
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

  private boolean holds(TokenClaims claims) {
    Instant now = clock.instant();
    if (now.isAfter(claims.expires()) || now.plus(LEEWAY).isBefore(claims.issuedAt())) {
      return false;
    }
    String namespace = claims.namespace();
    if (!exists(ServiceAccountKind.SERVICE_ACCOUNT, namespace, claims.account())
        || !(claims.secret() == null || exists(SecretKind.SECRET, namespace, claims.secret()))) {
      return false;
    }
    if (claims.pod() != null) {
      return exists(PodKind.POD, namespace, claims.pod());
    }
    return claims.node() == null || exists(NodeKind.NODE, "", claims.node());
  }

  private boolean exists(Kind<? extends ApiObject> kind, String namespace, Reference wanted) {
    ApiObject found = view.get(kind, namespace, wanted.name());
    if (found == null || !found.metadata().uid().equals(wanted.uid())) {
      // The cache may be behind the token.
      found = view.getConsistent(kind, namespace, wanted.name());
    }
    if (found == null || !found.metadata().uid().equals(wanted.uid())) {
      return false;
    }
    var deleted = found.metadata().deletionTimestamp();
    return deleted == null || clock.instant().isBefore(deleted.instant().plus(LEEWAY));
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
