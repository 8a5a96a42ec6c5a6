package io.kubejar.policy.webhook;

import io.kubejar.api.admissionregistration.v1.ValidatingWebhookConfigurationKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.match.Change;
import io.kubejar.policy.match.Prepared;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.AdmissionObserver;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.webhook.WebhookCaller;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Webhooks that may refuse changes. All are asked at the same time; of several refusals the first
/// in the order of the configurations is told.
public final class ValidatingWebhooks implements AdmissionPlugin {
  private final ClusterView view;
  private final Dispatch dispatch;
  private final Prepared<?, List<Hook>> configurations;

  public ValidatingWebhooks(
      ClusterView view, Authorizer authorizer, WebhookCaller caller, AdmissionObserver observer) {
    this.view = view;
    this.dispatch = new Dispatch(caller, authorizer, observer);
    this.configurations =
        new Prepared<>(
            ValidatingWebhookConfigurationKind.VALIDATING_WEBHOOK_CONFIGURATION,
            view,
            configuration ->
                configuration.webhooks().stream()
                    .map(hook -> Hook.of(configuration.metadata().name(), hook))
                    .toList());
  }

  @Override
  public String name() {
    return "ValidatingAdmissionWebhook";
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    if (Change.isExempt(admission)) {
      return;
    }
    var change = new Change(admission, view);
    List<Question> questions = new ArrayList<>();
    for (List<Hook> hooks : configurations.all()) {
      for (Hook hook : hooks) {
        Change chosen = dispatch.chosen(hook, change);
        if (chosen != null) {
          questions.add(new Question(hook, questions.size(), chosen));
        }
      }
    }
    switch (questions.size()) {
      case 0 -> {}
      case 1 -> ask(questions.getFirst());
      default -> askAll(questions);
    }
  }

  /// @param index the webhook's place among those that are asked
  private record Question(Hook hook, int index, Change change) {}

  private void ask(Question question) {
    Hook hook = question.hook();
    Change change = question.change();
    if (dispatch.ask(hook, change, false) == null) {
      new HookNotes(change.admission().warnings(), hook, 0, question.index())
          .failedOpen("validating");
    }
  }

  private void askAll(List<Question> questions) {
    List<Future<?>> answers = new ArrayList<>(questions.size());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Question question : questions) {
        answers.add(threads.submit(() -> ask(question)));
      }
    }
    for (Future<?> answer : answers) {
      try {
        answer.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof ApiException refusal
            ? refusal
            : Failures.internal(String.valueOf(e.getCause()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Failures.internal("interrupted while webhooks were asked");
      }
    }
  }
}
