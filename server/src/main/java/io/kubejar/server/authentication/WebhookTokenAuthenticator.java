package io.kubejar.server.authentication;

import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.Reviewer;
import io.kubejar.server.spi.TimedCache;
import io.kubejar.server.spi.User;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Asks a service whose token it is, by a `TokenReview`. Answers are remembered, by the token's
/// digest, for a while, not failures to get one.
public final class WebhookTokenAuthenticator implements Authenticator {
  private static final System.Logger LOG =
      System.getLogger(WebhookTokenAuthenticator.class.getName());

  private final Reviewer reviewer;
  private final String version;
  private final List<String> audiences;
  private final Duration lifetime;
  private final TimedCache<Outcome> cache;

  /// @param version the version of reviews: `v1` or `v1beta1`
  /// @param audiences the names by which tokens for this server call it
  /// @param lifetime how long answers are remembered
  public WebhookTokenAuthenticator(
      Reviewer reviewer,
      String version,
      List<String> audiences,
      Duration lifetime,
      InstantSource clock) {
    this.reviewer = reviewer;
    this.version = version;
    this.audiences = List.copyOf(audiences);
    this.lifetime = lifetime;
    this.cache = new TimedCache<>(8192, clock);
  }

  @Override
  public Outcome authenticate(Credentials credentials) {
    String token = credentials.bearerToken();
    if (token == null || token.isEmpty()) {
      return new Outcome.NotMine();
    }
    String key = digest(token);
    Outcome known = cache.get(key);
    if (known != null) {
      return known;
    }
    Obj status;
    try {
      status = reviewer.ask(review(token)).object("status");
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot ask the authentication webhook: {0}", e.getMessage());
      return new Outcome.Rejected(String.valueOf(e.getMessage()));
    }
    Outcome outcome = outcome(status);
    cache.put(key, outcome, lifetime);
    return outcome;
  }

  private static String digest(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the runtime has no SHA-256", e);
    }
  }

  private Obj review(String token) {
    Obj spec = Obj.EMPTY.with("token", JsonValue.of(token));
    if (!audiences.isEmpty()) {
      spec =
          spec.with(
              "audiences", new JsonValue.Array(audiences.stream().map(JsonValue::of).toList()));
    }
    return Obj.EMPTY
        .with("kind", JsonValue.of("TokenReview"))
        .with("apiVersion", JsonValue.of("authentication.k8s.io/" + version))
        .with("metadata", Obj.EMPTY.with("creationTimestamp", JsonValue.Null.NULL))
        .with("spec", spec);
  }

  private Outcome outcome(Obj status) {
    if (!(status.get("authenticated") instanceof JsonValue.Bool(boolean good)) || !good) {
      String error = status.text("error");
      return error.isEmpty() ? new Outcome.NotMine() : new Outcome.Rejected(error);
    }
    List<String> meant = texts(status.items("audiences"));
    // A service that knows nothing of audiences means every token for this server.
    if (!meant.isEmpty() && meant.stream().noneMatch(audiences::contains)) {
      return new Outcome.NotMine();
    }
    Obj user = status.object("user");
    Map<String, List<String>> extra = new LinkedHashMap<>();
    user.object("extra")
        .members()
        .forEach(
            (key, value) -> {
              if (value instanceof JsonValue.Array(List<JsonValue> items)) {
                extra.put(key, texts(items));
              }
            });
    return new Outcome.Authenticated(
        new User(user.text("username"), user.text("uid"), texts(user.items("groups")), extra));
  }

  private static List<String> texts(List<JsonValue> items) {
    var texts = new ArrayList<String>();
    for (JsonValue item : items) {
      if (item instanceof JsonValue.Text(String text)) {
        texts.add(text);
      }
    }
    return texts;
  }
}
