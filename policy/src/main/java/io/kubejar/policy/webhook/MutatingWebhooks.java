package io.kubejar.policy.webhook;

import io.kubejar.api.admissionregistration.v1.MutatingWebhookConfigurationKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.match.Change;
import io.kubejar.policy.match.Prepared;
import io.kubejar.policy.mutation.Documents;
import io.kubejar.policy.mutation.Step;
import io.kubejar.policy.mutation.Steps;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.webhook.WebhookCaller;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.patch.JsonPatch;
import io.kubejar.wire.patch.PatchException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Webhooks that may change objects, as steps.
public final class MutatingWebhooks implements Steps {
  private final ClusterView view;
  private final Dispatch dispatch;
  private final Prepared<?, List<HookStep>> configurations;

  public MutatingWebhooks(ClusterView view, Authorizer authorizer, WebhookCaller caller) {
    this.view = view;
    this.dispatch = new Dispatch(caller, authorizer);
    this.configurations =
        new Prepared<>(
            MutatingWebhookConfigurationKind.MUTATING_WEBHOOK_CONFIGURATION,
            view,
            configuration ->
                configuration.webhooks().stream()
                    .map(hook -> new HookStep(Hook.of(hook)))
                    .toList());
  }

  @Override
  public <T extends ApiObject> List<? extends Step> steps(Admission<T> admission) {
    List<HookStep> steps = new ArrayList<>();
    configurations.all().forEach(steps::addAll);
    return steps;
  }

  /// One webhook.
  private final class HookStep implements Step {
    private final Hook hook;

    HookStep(Hook hook) {
      this.hook = hook;
    }

    @Override
    public boolean again() {
      return hook.again();
    }

    @Override
    public <T extends ApiObject> @Nullable T apply(Admission<T> admission) throws ApiException {
      var change = new Change(admission, view);
      if (!dispatch.isAbout(hook, change)) {
        return null;
      }
      Review.Answer answer = dispatch.ask(hook, change, true);
      T object = admission.object();
      byte[] patch = answer == null ? null : answer.patch();
      if (patch == null) {
        return object;
      }
      try {
        JsonPatch changes = JsonPatch.parse(patch);
        if (changes.size() == 0) {
          return object;
        }
        if (object == null) {
          throw Failures.internal(
              "admission webhook \"%s\" attempted to modify the object, which is not supported for this operation"
                  .formatted(hook.name()));
        }
        return Documents.object(admission.kind(), changes.apply(change.object()));
      } catch (PatchException | JsonException e) {
        throw Failures.internal(String.valueOf(e.getMessage()));
      }
    }
  }
}
