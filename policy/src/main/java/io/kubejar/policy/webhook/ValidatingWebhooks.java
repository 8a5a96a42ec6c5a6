package io.kubejar.policy.webhook;

import io.kubejar.api.admissionregistration.v1.ValidatingWebhookConfigurationKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.match.Change;
import io.kubejar.policy.match.Prepared;
import io.kubejar.server.spi.Admission;
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

  public ValidatingWebhooks(ClusterView view, Authorizer authorizer, WebhookCaller caller) {
    this.view = view;
    this.dispatch = new Dispatch(caller, authorizer);
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
    List<Hook> asked = new ArrayList<>();
    for (List<Hook> hooks : configurations.all()) {
      for (Hook hook : hooks) {
        if (dispatch.isAbout(hook, change)) {
          asked.add(hook);
        }
      }
    }
    switch (asked.size()) {
      case 0 -> {}
      case 1 -> ask(asked, 0, change);
      default -> askAll(asked, admission);
    }
  }

  private void ask(List<Hook> hooks, int index, Change change) {
    Hook hook = hooks.get(index);
    if (dispatch.ask(hook, change, false) == null) {
      new HookNotes(change.admission().warnings(), hook, 0, index).failedOpen("validating");
    }
  }

  private void askAll(List<Hook> hooks, Admission<?> admission) {
    List<Future<?>> answers = new ArrayList<>(hooks.size());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < hooks.size(); i++) {
        int index = i;
        answers.add(threads.submit(() -> ask(hooks, index, new Change(admission, view))));
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
