package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.meta.v1.Condition;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The outcome of type checking a validating policy, with its conditions.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.ValidatingAdmissionPolicyStatus",
    proto = "k8s.io.api.admissionregistration.v1.ValidatingAdmissionPolicyStatus")
public record ValidatingAdmissionPolicyStatus(
    @Field(tag = 1, format = "int64") long observedGeneration,
    @Field(tag = 2) @Nullable TypeChecking typeChecking,
    @Field(tag = 3, list = ListType.MAP, keys = "type") List<Condition> conditions)
    implements ValidatingAdmissionPolicyStatusBuilder.With {
  public ValidatingAdmissionPolicyStatus {
    conditions = List.copyOf(conditions);
  }

  /// An empty draft.
  public static ValidatingAdmissionPolicyStatusBuilder builder() {
    return new ValidatingAdmissionPolicyStatusBuilder();
  }
}
