package io.kubejar.policy.validatingadmissionpolicy;

import io.kubejar.api.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.kubejar.api.admissionregistration.v1.ValidatingAdmissionPolicyBindingKind;
import io.kubejar.api.admissionregistration.v1.ValidatingAdmissionPolicyKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.cel.program.Bindings;
import io.kubejar.cel.value.Views;
import io.kubejar.policy.expression.ChangeBindings;
import io.kubejar.policy.match.Change;
import io.kubejar.policy.match.Parameters;
import io.kubejar.policy.match.Prepared;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.policy.validatingadmissionpolicy.PreparedPolicy.Objection;
import io.kubejar.policy.validatingadmissionpolicy.PreparedPolicy.Verdict;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.AdmissionObserver;
import io.kubejar.server.spi.AdmissionObserver.Pass;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.wire.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Asks the policies that are bound to a change whether they agree.
public final class ValidatingPolicies implements AdmissionPlugin {
  private final ClusterView view;
  private final Authorizer authorizer;
  private final AdmissionObserver observer;
  private final Parameters parameters;
  private final Prepared<?, PreparedPolicy> policies;
  private final Prepared<ValidatingAdmissionPolicyBinding, ValidatingAdmissionPolicyBinding>
      bindings;

  public ValidatingPolicies(ClusterView view, Authorizer authorizer, AdmissionObserver observer) {
    this.observer = observer;
    this.view = view;
    this.authorizer = authorizer;
    this.parameters = new Parameters(view);
    this.policies =
        new Prepared<>(
            ValidatingAdmissionPolicyKind.VALIDATING_ADMISSION_POLICY, view, PreparedPolicy::new);
    this.bindings =
        new Prepared<>(
            ValidatingAdmissionPolicyBindingKind.VALIDATING_ADMISSION_POLICY_BINDING,
            view,
            binding -> binding);
  }

  @Override
  public String name() {
    return "ValidatingAdmissionPolicy";
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    if (Change.isExemptFromPolicies(admission)) {
      return;
    }
    List<ValidatingAdmissionPolicyBinding> bound = bindings.all();
    if (bound.isEmpty()) {
      return;
    }
    var change = new Change(admission, view);
    Denial denial = null;
    for (PreparedPolicy policy : policies.all()) {
      Change seen = change.chosen(policy.policy().spec().matchConstraints());
      if (seen == null) {
        continue;
      }
      Bindings values = ChangeBindings.of(seen, authorizer);
      var notes = new AuditNotes(policy.policy().metadata().name());
      for (ValidatingAdmissionPolicyBinding binding : bound) {
        if (binding.spec().policyName().equals(policy.policy().metadata().name())
            && change.chosen(binding.spec().matchResources()) != null) {
          Denial other = evaluate(policy, binding, admission, values, notes);
          denial = denial == null ? other : denial;
        }
      }
      notes.publish(admission.warnings());
    }
    if (denial != null) {
      throw denial.refusal(admission);
    }
  }

  /// Warns of what the binding wants to be warned of, and gives the first denial, or null.
  private @org.jspecify.annotations.Nullable Denial evaluate(
      PreparedPolicy policy,
      ValidatingAdmissionPolicyBinding binding,
      Admission<?> admission,
      Bindings values,
      AuditNotes notes) {
    String policyName = policy.policy().metadata().name();
    String bindingName = binding.metadata().name();
    var found =
        parameters.of(policy.policy().spec().paramKind(), binding.spec().paramRef(), admission);
    switch (found) {
      case Parameters.Found.Wrong(boolean wholePolicy, String message) -> {
        if (!policy.failsOnErrors()) {
          return null;
        }
        return wholePolicy
            ? new Denial(policyName, "", "failed to configure policy: " + message, "")
            : new Denial(policyName, bindingName, "failed to configure binding: " + message, "");
      }
      case Parameters.Found.Documents(List<JsonValue> documents) -> {
        Denial denial = null;
        for (JsonValue document : documents) {
          Bindings scope = values.nested().bind("params", Views.of(document));
          long begin = System.nanoTime();
          Verdict verdict = policy.test(scope);
          Duration took = Duration.ofNanos(System.nanoTime() - begin);
          if (verdict.objections().isEmpty()) {
            observer.policy(Pass.VALIDATE, policyName, bindingName, "allow", false, took);
          }
          notes.add(verdict.notes());
          for (Objection objection : verdict.objections()) {
            for (String action : binding.spec().validationActions()) {
              observer.policy(
                  Pass.VALIDATE,
                  policyName,
                  bindingName,
                  action.toLowerCase(Locale.ROOT),
                  objection.failed(),
                  took);
              switch (action) {
                case "Deny" -> {
                  if (denial == null) {
                    denial =
                        new Denial(
                            policyName, bindingName, objection.message(), objection.reason());
                  }
                }
                case "Warn" ->
                    admission
                        .warnings()
                        .add(
                            "Validation failed for ValidatingAdmissionPolicy '%s' with binding '%s': %s"
                                .formatted(policyName, bindingName, objection.message()));
                case "Audit" ->
                    AuditNotes.failure(admission.warnings(), objection, policyName, binding);
                default -> {}
              }
            }
          }
        }
        return denial;
      }
    }
  }

  /// @param binding the binding's name; empty when the policy itself is not in order
  private record Denial(String policy, String binding, String message, String reason) {
    ApiException refusal(Admission<?> admission) {
      String with = binding.isEmpty() ? "" : " with binding '" + binding + "'";
      return Admitted.refused(
          admission,
          "ValidatingAdmissionPolicy '%s'%s denied request: %s".formatted(policy, with, message),
          reason.isEmpty() ? "Invalid" : reason);
    }
  }
}
