package io.kubejar.policy.mutatingadmissionpolicy;

import io.kubejar.api.admissionregistration.v1.MutatingAdmissionPolicyBinding;
import io.kubejar.api.admissionregistration.v1.MutatingAdmissionPolicyBindingKind;
import io.kubejar.api.admissionregistration.v1.MutatingAdmissionPolicyKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.cel.program.Bindings;
import io.kubejar.cel.value.Views;
import io.kubejar.policy.expression.ChangeBindings;
import io.kubejar.policy.expression.Conditions;
import io.kubejar.policy.match.Change;
import io.kubejar.policy.match.Parameters;
import io.kubejar.policy.match.Prepared;
import io.kubejar.policy.mutation.Step;
import io.kubejar.policy.mutation.Steps;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.AdmissionObserver;
import io.kubejar.server.spi.AdmissionObserver.Pass;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.wire.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The policies that are bound to changes, as steps.
public final class MutatingPolicies implements Steps {
  private final ClusterView view;
  private final Authorizer authorizer;
  private final AdmissionObserver observer;
  private final Parameters parameters;
  private final Prepared<?, PreparedMutations> policies;
  private final Prepared<MutatingAdmissionPolicyBinding, MutatingAdmissionPolicyBinding> bindings;

  public MutatingPolicies(ClusterView view, Authorizer authorizer, AdmissionObserver observer) {
    this.observer = observer;
    this.view = view;
    this.authorizer = authorizer;
    this.parameters = new Parameters(view);
    this.policies =
        new Prepared<>(
            MutatingAdmissionPolicyKind.MUTATING_ADMISSION_POLICY, view, PreparedMutations::new);
    this.bindings =
        new Prepared<>(
            MutatingAdmissionPolicyBindingKind.MUTATING_ADMISSION_POLICY_BINDING,
            view,
            binding -> binding);
  }

  @Override
  public <T extends ApiObject> List<? extends Step> steps(Admission<T> admission) {
    List<MutatingAdmissionPolicyBinding> bound = bindings.all();
    if (bound.isEmpty()
        || Change.isExemptFromPolicies(admission)
        || (admission.object() == null && admission.sent() == null)) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    var refusals = new Refusals();
    for (PreparedMutations policy : policies.all()) {
      for (MutatingAdmissionPolicyBinding binding : bound) {
        if (binding.spec().policyName().equals(policy.policy().metadata().name())) {
          steps.add(new BoundPolicy(policy, binding, refusals));
        }
      }
    }
    if (!steps.isEmpty()) {
      steps.add(refusals);
    }
    return steps;
  }

  /// A policy by one of its bindings.
  private final class BoundPolicy implements Step {
    private final PreparedMutations policy;
    private final MutatingAdmissionPolicyBinding binding;
    private final Refusals refusals;

    BoundPolicy(
        PreparedMutations policy, MutatingAdmissionPolicyBinding binding, Refusals refusals) {
      this.policy = policy;
      this.binding = binding;
      this.refusals = refusals;
    }

    @Override
    public boolean again() {
      return policy.again();
    }

    @Override
    public <T extends ApiObject> @Nullable Admission<T> apply(Admission<T> admission, int round)
        throws ApiException {
      var change = new Change(admission, view);
      Change seen = change.chosen(policy.policy().spec().matchConstraints());
      if (seen == null || change.chosen(binding.spec().matchResources()) == null) {
        return null;
      }
      return switch (parameters.of(
          policy.policy().spec().paramKind(), binding.spec().paramRef(), admission)) {
        case Parameters.Found.Wrong(boolean wholePolicy, String message) -> {
          if (policy.failsOnErrors() && wholePolicy) {
            refusals.policy(policy.policy().metadata().name(), message);
          } else if (policy.failsOnErrors()) {
            refusals.binding(policy.policy().metadata().name(), binding.metadata().name(), message);
          }
          yield admission;
        }
        case Parameters.Found.Documents(List<JsonValue> documents) ->
            mutate(admission, seen, documents);
      };
    }

    private <T extends ApiObject> Admission<T> mutate(
        Admission<T> admission, Change seen, List<JsonValue> documents) {
      Admission<T> current = admission;
      for (JsonValue document : documents) {
        Bindings values =
            ChangeBindings.of(seen.of(current), authorizer).bind("params", Views.of(document));
        long begin = System.nanoTime();
        List<String> failures = new ArrayList<>();
        switch (policy.test(values)) {
          case Conditions.Outcome.Matched _ -> {
            current = policy.mutate(current, seen, values, failures::add);
            tell(!failures.isEmpty(), begin);
          }
          case Conditions.Outcome.Failed(String message) -> {
            failures.add(message);
            tell(true, begin);
          }
          case Conditions.Outcome.Unmatched _ -> {}
        }
        if (policy.failsOnErrors()) {
          failures.forEach(
              why ->
                  refusals.mutation(
                      policy.policy().metadata().name(), binding.metadata().name(), why));
        }
      }
      return current;
    }

    private void tell(boolean failed, long begin) {
      observer.policy(
          Pass.ADMIT,
          policy.policy().metadata().name(),
          binding.metadata().name(),
          "",
          failed,
          Duration.ofNanos(System.nanoTime() - begin));
    }
  }
}
