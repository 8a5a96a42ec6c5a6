package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The health of one control plane component at the time of asking, with a message or an error.
///
/// @param type Aspect that is described; the only one defined is `Healthy`.
/// @param status Whether the component passed: `True`, `False` or `Unknown`.
/// @param message Details of the check's outcome, for example `ok`.
/// @param error Code of the error that occurred during the check, if any.
@ApiType(
    value = "io.k8s.api.core.v1.ComponentCondition",
    proto = "k8s.io.api.core.v1.ComponentCondition")
public record ComponentCondition(
    @Field(tag = 1, required = true, always = true, known = "Healthy") String type,
    @Field(
            tag = 2,
            required = true,
            always = true,
            known = {"False", "True", "Unknown"})
        String status,
    @Field(tag = 3) String message,
    @Field(tag = 4) String error)
    implements ComponentConditionBuilder.With {
  /// An empty draft.
  public static ComponentConditionBuilder builder() {
    return new ComponentConditionBuilder();
  }
}
