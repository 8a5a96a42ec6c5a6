package io.kubejar.policy.webhook;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ListMeta;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.meta.v1.StatusCodec;
import io.kubejar.policy.expression.ChangeBindings;
import io.kubejar.policy.expression.Conditions;
import io.kubejar.policy.match.Change;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.AdmissionObserver;
import io.kubejar.server.spi.AdmissionObserver.Outcome;
import io.kubejar.server.spi.AdmissionObserver.Pass;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.webhook.WebhookCaller;
import io.kubejar.server.spi.webhook.WebhookCaller.CallFailed;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Asks one webhook about a change.
final class Dispatch {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final int MOST = 999;

  private final WebhookCaller caller;
  private final Authorizer authorizer;
  private final AdmissionObserver observer;

  Dispatch(WebhookCaller caller, Authorizer authorizer, AdmissionObserver observer) {
    this.observer = observer;
    this.caller = caller;
    this.authorizer = authorizer;
  }

  /// The change as the webhook is to be asked about it; null when it is not to be asked.
  @Nullable Change chosen(Hook hook, Change given) {
    Change change = hook.chosen(given);
    if (change == null || hook.conditions().isEmpty()) {
      return change;
    }
    return switch (hook.conditions().test(ChangeBindings.of(change, authorizer))) {
      case Conditions.Outcome.Matched _ -> change;
      case Conditions.Outcome.Unmatched _ -> null;
      case Conditions.Outcome.Failed(String message) -> {
        if (!hook.ignoresFailures()) {
          throw Admitted.forbidden(change.admission(), message);
        }
        yield null;
      }
    };
  }

  /// The answer of a webhook that agrees; null when it could not be asked and that does not matter.
  Review.@Nullable Answer ask(Hook hook, Change change, boolean mutating) throws ApiException {
    Admission<?> admission = change.admission();
    if (admission.dryRun() && !hook.safe()) {
      throw Failures.badRequest(
          "admission webhook \"%s\" does not support dry run".formatted(hook.name()));
    }
    Review.Answer answer;
    long begin = System.nanoTime();
    try {
      answer = call(hook, change, mutating);
    } catch (CallFailed e) {
      if (hook.ignoresFailures()) {
        tell(hook, admission, mutating, Outcome.FAILED_OPEN, UNAVAILABLE, begin);
        return null;
      }
      tell(hook, admission, mutating, Outcome.FAILED, UNAVAILABLE, begin);
      throw Failures.internal("failed calling webhook \"%s\": %s".formatted(hook.name(), e.text()));
    }
    answer.warnings().forEach(admission.warnings()::add);
    answer
        .notes()
        .forEach((key, value) -> admission.warnings().annotate(hook.name() + "/" + key, value));
    if (!answer.allowed()) {
      ApiException refusal = refusal(hook.name(), answer.status());
      tell(hook, admission, mutating, Outcome.DENIED, refusal.code(), begin);
      throw refusal;
    }
    tell(hook, admission, mutating, Outcome.AGREED, OK, begin);
    return answer;
  }

  private void tell(
      Hook hook, Admission<?> admission, boolean mutating, Outcome outcome, int code, long begin) {
    observer.webhook(
        hook.name(),
        admission.operation(),
        mutating ? Pass.ADMIT : Pass.VALIDATE,
        outcome,
        code,
        Duration.ofNanos(System.nanoTime() - begin));
  }

  private Review.Answer call(Hook hook, Change change, boolean mutating) throws CallFailed {
    if (!hook.versions().contains("v1")) {
      throw new CallFailed(
          "could not get REST client: webhook does not accept known AdmissionReview versions (v1)");
    }
    Review review = Review.of(change);
    JsonValue.Obj document;
    try {
      document = caller.ask(hook.client(), hook.timeout(), review.document());
      AnswerForm.check(document);
    } catch (CallFailed e) {
      throw new CallFailed("failed to call webhook: " + e.text());
    }
    Review.Answer answer;
    try {
      answer = review.read(document, mutating);
    } catch (CallFailed e) {
      throw new CallFailed("received invalid webhook response: " + e.text());
    }
    if (answer.allowed() && answer.patch() != null && !answer.patchType().equals("JSONPatch")) {
      throw new CallFailed("unsupported patch type \"%s\"".formatted(answer.patchType()));
    }
    return answer;
  }

  /// The answer to the client when the webhook said no.
  private static ApiException refusal(String hook, JsonValue.Obj said) {
    Status status = status(said);
    String denied = "admission webhook \"%s\" denied the request".formatted(hook);
    String message;
    if (!status.message().isEmpty()) {
      message = denied + ": " + status.message();
    } else if (!status.reason().isEmpty()) {
      message = denied + ": " + status.reason();
    } else {
      message = denied + " without explanation";
    }
    return new ApiException(
        new Status(
            ListMeta.builder().build(),
            status.status().isEmpty() || status.status().equals("Success")
                ? "Failure"
                : status.status(),
            message,
            status.reason(),
            status.details(),
            code(status.code())));
  }

  /// The code of a refusal, whatever the webhook says.
  private static int code(int said) {
    return said > MOST ? 500 : Math.max(400, said);
  }

  private static Status status(JsonValue.Obj said) {
    try {
      return JsonDecoder.decode(StatusCodec.INSTANCE, said.toJson());
    } catch (JsonException e) {
      return StatusCodec.INSTANCE.zero();
    }
  }
}
