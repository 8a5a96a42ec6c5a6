package io.kubejar.policy.webhook;

import io.kubejar.api.admissionregistration.v1.MutatingWebhookConfigurationKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.match.Change;
import io.kubejar.policy.match.Prepared;
import io.kubejar.policy.mutation.Step;
import io.kubejar.policy.mutation.Steps;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.AdmissionObserver;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.webhook.WebhookCaller;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.patch.JsonPatch;
import io.kubejar.wire.patch.PatchException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Webhooks that may change objects, as steps.
public final class MutatingWebhooks implements Steps {
  private final ClusterView view;
  private final Dispatch dispatch;
  private final Prepared<?, List<Hook>> configurations;

  public MutatingWebhooks(
      ClusterView view, Authorizer authorizer, WebhookCaller caller, AdmissionObserver observer) {
    this.view = view;
    this.dispatch = new Dispatch(caller, authorizer, observer);
    this.configurations =
        new Prepared<>(
            MutatingWebhookConfigurationKind.MUTATING_WEBHOOK_CONFIGURATION,
            view,
            configuration ->
                configuration.webhooks().stream()
                    .map(hook -> Hook.of(configuration.metadata().name(), hook))
                    .toList());
  }

  @Override
  public <T extends ApiObject> List<? extends Step> steps(Admission<T> admission) {
    List<HookStep> steps = new ArrayList<>();
    for (List<Hook> hooks : configurations.all()) {
      for (Hook hook : hooks) {
        steps.add(new HookStep(hook, steps.size()));
      }
    }
    return steps;
  }

  /// One webhook.
  private final class HookStep implements Step {
    private final Hook hook;
    private final int index;

    HookStep(Hook hook, int index) {
      this.hook = hook;
      this.index = index;
    }

    @Override
    public boolean again() {
      return hook.again();
    }

    @Override
    public <T extends ApiObject> @Nullable Admission<T> apply(Admission<T> admission, int round)
        throws ApiException {
      Change change = dispatch.chosen(hook, new Change(admission, view));
      if (change == null) {
        return null;
      }
      var notes = new HookNotes(admission.warnings(), hook, round, index);
      Admission<T> result = admission;
      try {
        result = changed(admission, change, notes);
        return result;
      } finally {
        notes.mutated(result != admission);
      }
    }

    private <T extends ApiObject> Admission<T> changed(
        Admission<T> admission, Change change, HookNotes notes) throws ApiException {
      Review.Answer answer = dispatch.ask(hook, change, true);
      if (answer == null) {
        notes.failedOpen("mutation");
      }
      byte[] patch = answer == null ? null : answer.patch();
      if (patch == null) {
        return admission;
      }
      try {
        JsonPatch changes = JsonPatch.parseAnswer(patch);
        if (changes.size() == 0) {
          return admission;
        }
        if (change.object() == JsonValue.Null.NULL) {
          throw Failures.internal(
              "admission webhook \"%s\" attempted to modify the object, which is not supported for this operation"
                  .formatted(hook.name()));
        }
        Admission<T> result = change.with(admission, changes.apply(change.object()));
        notes.patched(patch);
        return result;
      } catch (PatchException | JsonException e) {
        throw Failures.internal(String.valueOf(e.getMessage()));
      }
    }
  }
}
