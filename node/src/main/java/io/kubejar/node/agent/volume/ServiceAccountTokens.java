package io.kubejar.node.agent.volume;

import io.kubejar.api.authentication.v1.BoundObjectReference;
import io.kubejar.api.authentication.v1.TokenRequest;
import io.kubejar.api.authentication.v1.TokenRequestCodec;
import io.kubejar.api.authentication.v1.TokenRequestSpec;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.ServiceAccountKind;
import io.kubejar.api.core.v1.ServiceAccountTokenProjection;
import io.kubejar.api.value.Time;
import io.kubejar.client.Client;
import io.kubejar.client.Request.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tokens of one pod's service account, renewed when four fifths of their life are over.
final class ServiceAccountTokens {
  private static final Duration LONGEST_USE = Duration.ofHours(24);
  private static final long DEFAULT_SECONDS = 3600;

  private final Client client;
  private final Map<ServiceAccountTokenProjection, Token> tokens = new HashMap<>();

  private record Token(String text, Instant renewAt, Instant expires) {}

  ServiceAccountTokens(Client client) {
    this.client = client;
  }

  /// A token that is good for some time yet.
  String token(Pod pod, ServiceAccountTokenProjection projection, Instant now) {
    Token known = tokens.get(projection);
    if (known != null && now.isBefore(known.renewAt())) {
      return known.text();
    }
    try {
      Token fresh = request(pod, projection, now);
      tokens.put(projection, fresh);
      return fresh.text();
    } catch (RuntimeException e) {
      if (known != null && now.isBefore(known.expires())) {
        tokens.put(projection, new Token(known.text(), now.plusSeconds(30), known.expires()));
        return known.text();
      }
      throw e;
    }
  }

  private Token request(Pod pod, ServiceAccountTokenProjection projection, Instant now) {
    Long seconds = projection.expirationSeconds();
    long life = seconds == null ? DEFAULT_SECONDS : seconds;
    TokenRequest asked =
        TokenRequest.builder()
            .spec(
                TokenRequestSpec.builder()
                    .audiences(
                        projection.audience().isEmpty()
                            ? List.of()
                            : List.of(projection.audience()))
                    .expirationSeconds(life)
                    .boundObjectRef(
                        BoundObjectReference.builder()
                            .apiVersion("v1")
                            .kind("Pod")
                            .name(pod.metadata().name())
                            .uid(pod.metadata().uid())
                            .build())
                    .build())
            .build();
    String account = pod.spec().serviceAccountName();
    TokenRequest answer =
        client
            .resources(ServiceAccountKind.SERVICE_ACCOUNT, pod.metadata().namespace())
            .subresource(
                Verb.CREATE,
                account.isEmpty() ? "default" : account,
                "token",
                asked,
                TokenRequestCodec.INSTANCE);
    Time stated = answer.status().expirationTimestamp();
    Instant expires = stated == null ? now.plusSeconds(life) : stated.instant();
    Duration use = Duration.between(now, expires).multipliedBy(4).dividedBy(5);
    return new Token(
        answer.status().token(),
        now.plus(use.compareTo(LONGEST_USE) > 0 ? LONGEST_USE : use),
        expires);
  }

  /// When the next token is to be renewed; the far future when there is none.
  Instant nextRenewal() {
    return tokens.values().stream().map(Token::renewAt).min(Instant::compareTo).orElse(Instant.MAX);
  }
}
