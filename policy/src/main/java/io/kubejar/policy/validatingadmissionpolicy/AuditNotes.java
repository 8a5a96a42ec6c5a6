package io.kubejar.policy.validatingadmissionpolicy;

import io.kubejar.api.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.kubejar.policy.validatingadmissionpolicy.PreparedPolicy.Objection;
import io.kubejar.server.spi.Warnings;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a policy has the audit log hear of, gathered over its bindings.
final class AuditNotes {
  private static final String FAILURE = "validation.policy.admission.k8s.io/validation_failure";

  private final String policy;
  private final Map<String, Set<String>> values = new LinkedHashMap<>();

  AuditNotes(String policy) {
    this.policy = policy;
  }

  void add(Map<String, String> notes) {
    notes.forEach(
        (key, value) -> values.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(value));
  }

  /// Tells all of them, several values of a key joined.
  void publish(Warnings warnings) {
    values.forEach((key, each) -> warnings.annotate(policy + "/" + key, String.join(", ", each)));
  }

  /// Tells of a failed test whose binding wants only that.
  static void failure(
      Warnings warnings,
      Objection objection,
      String policy,
      ValidatingAdmissionPolicyBinding binding) {
    JsonValue value =
        Obj.EMPTY
            .with("message", JsonValue.of(objection.message()))
            .with("policy", JsonValue.of(policy))
            .with("binding", JsonValue.of(binding.metadata().name()))
            .with("expressionIndex", JsonValue.of(objection.index()))
            .with(
                "validationActions",
                new JsonValue.Array(
                    binding.spec().validationActions().stream().map(JsonValue::of).toList()));
    warnings.annotate(
        FAILURE, new String(new JsonValue.Array(List.of(value)).toJson(), StandardCharsets.UTF_8));
  }
}
