package io.kubejar.server.token;

import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a service account token says.
///
/// @param id the token's own identifier
/// @param audiences whom the token is for
/// @param issuedAt when it was issued, from when it is valid
/// @param expires when it ends
/// @param namespace the account's namespace
/// @param account the account
/// @param pod the pod the token is bound to, or null
/// @param secret the secret the token is bound to, or null
/// @param node the node the token, or the pod it is bound to, belongs to, or null
/// @param warnAfter from when on its use is warned of, for tokens that live longer than asked
public record TokenClaims(
    String id,
    List<String> audiences,
    Instant issuedAt,
    Instant expires,
    String namespace,
    Reference account,
    @Nullable Reference pod,
    @Nullable Reference secret,
    @Nullable Reference node,
    @Nullable Instant warnAfter) {
  /// An object by name and uid.
  public record Reference(String name, String uid) {}

  public TokenClaims {
    audiences = List.copyOf(audiences);
  }

  /// `system:serviceaccount:<namespace>:<name>`.
  public String subject() {
    return "system:serviceaccount:" + namespace + ":" + account.name();
  }

  Obj toJson(String issuer) {
    Map<String, JsonValue> kubernetes = new LinkedHashMap<>();
    kubernetes.put("namespace", JsonValue.of(namespace));
    put(kubernetes, "node", node);
    put(kubernetes, "pod", pod);
    put(kubernetes, "secret", secret);
    put(kubernetes, "serviceaccount", account);
    if (warnAfter != null) {
      kubernetes.put("warnafter", JsonValue.of(warnAfter.getEpochSecond()));
    }
    Map<String, JsonValue> claims = new LinkedHashMap<>();
    claims.put("aud", new JsonValue.Array(audiences.stream().map(JsonValue::of).toList()));
    claims.put("exp", JsonValue.of(expires.getEpochSecond()));
    claims.put("iat", JsonValue.of(issuedAt.getEpochSecond()));
    claims.put("iss", JsonValue.of(issuer));
    claims.put("jti", JsonValue.of(id));
    claims.put("kubernetes.io", new Obj(kubernetes));
    claims.put("nbf", JsonValue.of(issuedAt.getEpochSecond()));
    claims.put("sub", JsonValue.of(subject()));
    return new Obj(claims);
  }

  /// Reads the claims; null when something that every token has is missing.
  static @Nullable TokenClaims ofJson(Obj claims) {
    Obj kubernetes = claims.object("kubernetes.io");
    Reference account = reference(kubernetes, "serviceaccount");
    Instant expires = instant(claims, "exp");
    Instant issuedAt = instant(claims, "nbf");
    String namespace = kubernetes.text("namespace");
    if (account == null || expires == null || issuedAt == null || namespace.isEmpty()) {
      return null;
    }
    List<String> audiences =
        claims.get("aud") instanceof JsonValue.Text(String single)
            ? List.of(single)
            : claims.items("aud").stream()
                .filter(JsonValue.Text.class::isInstance)
                .map(item -> ((JsonValue.Text) item).value())
                .toList();
    return new TokenClaims(
        claims.text("jti"),
        audiences,
        issuedAt,
        expires,
        namespace,
        account,
        reference(kubernetes, "pod"),
        reference(kubernetes, "secret"),
        reference(kubernetes, "node"),
        instant(kubernetes, "warnafter"));
  }

  private static void put(
      Map<String, JsonValue> target, String name, @Nullable Reference reference) {
    if (reference != null) {
      target.put(
          name,
          Obj.EMPTY
              .with("name", JsonValue.of(reference.name()))
              .with("uid", JsonValue.of(reference.uid())));
    }
  }

  private static @Nullable Reference reference(Obj object, String name) {
    return object.get(name) instanceof Obj value
        ? new Reference(value.text("name"), value.text("uid"))
        : null;
  }

  private static @Nullable Instant instant(Obj object, String name) {
    return switch (object.get(name)) {
      case JsonValue.Int(long seconds) -> Instant.ofEpochSecond(seconds);
      case JsonValue.Real(double seconds) -> Instant.ofEpochSecond((long) seconds);
      case null, default -> null;
    };
  }
}
