package io.kubejar.policy.accessreview;

import io.kubejar.policy.expression.Conditions;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.Reviewer;
import io.kubejar.server.spi.TimedCache;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/// Asks a service whether a request may go on, as far as conditions say that it is to be asked.
public final class WebhookAuthorizer implements Authorizer {
  private static final System.Logger LOG = System.getLogger(WebhookAuthorizer.class.getName());

  /// Longer reviews are not remembered, so that a client cannot fill the memory.
  private static final int LONGEST_REMEMBERED = 10_000;

  private final WebhookSettings settings;
  private final Reviewer reviewer;
  private final ReviewConditions conditions;
  private final TimedCache<Decision> cache;

  public WebhookAuthorizer(WebhookSettings settings, Reviewer reviewer, InstantSource clock) {
    this.settings = settings;
    this.reviewer = reviewer;
    this.conditions = ReviewConditions.of(settings.conditions());
    this.cache = new TimedCache<>(8192, clock);
  }

  @Override
  public String name() {
    return "Webhook";
  }

  @Override
  public Decision authorize(Attributes request) {
    switch (conditions.test(request)) {
      case Conditions.Outcome.Matched _ -> {}
      case Conditions.Outcome.Unmatched _ -> {
        return new Decision.NoOpinion("");
      }
      case Conditions.Outcome.Failed(String message) -> {
        return failed(message);
      }
    }
    Obj review = AccessReview.of(request, settings.version());
    String key = new String(review.toJson(), StandardCharsets.UTF_8);
    Decision known = cache.get(key);
    if (known != null) {
      return known;
    }
    Decision decision;
    try {
      decision = decision(reviewer.ask(review).object("status"));
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "cannot ask the authorization webhook {0}: {1}",
          settings.name(),
          e.getMessage());
      return failed(String.valueOf(e.getMessage()));
    }
    if (key.length() <= LONGEST_REMEMBERED) {
      cache.put(
          key,
          decision,
          decision instanceof Decision.Allowed
              ? settings.authorizedTtl()
              : settings.unauthorizedTtl());
    }
    return decision;
  }

  private Decision failed(String message) {
    return new Decision.Failed(message, "", settings.deniesOnFailure());
  }

  private static Decision decision(Obj status) {
    boolean allowed = isTrue(status, "allowed");
    boolean denied = isTrue(status, "denied");
    String reason = status.text("reason");
    if (allowed && denied) {
      return new Decision.Denied(
          "webhook subject access review returned both allow and deny response");
    }
    if (denied) {
      return new Decision.Denied(reason);
    }
    return allowed ? new Decision.Allowed(reason) : new Decision.NoOpinion(reason);
  }

  private static boolean isTrue(Obj status, String member) {
    return status.get(member) instanceof JsonValue.Bool(boolean value) && value;
  }
}
