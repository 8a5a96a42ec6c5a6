package io.kubejar.api.apiregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// One observed aspect of a registered API, chiefly whether it is `Available`.
@ApiType(
    value = "io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIServiceCondition",
    proto = "k8s.io.kube_aggregator.pkg.apis.apiregistration.v1.APIServiceCondition")
public record APIServiceCondition(
    @Field(tag = 1, required = true, always = true, known = "Available") String type,
    @Field(
            tag = 2,
            required = true,
            always = true,
            known = {"False", "True", "Unknown"})
        String status,
    @Field(tag = 3, always = true) @Nullable Time lastTransitionTime,
    @Field(tag = 4) String reason,
    @Field(tag = 5) String message)
    implements APIServiceConditionBuilder.With {
  /// An empty draft.
  public static APIServiceConditionBuilder builder() {
    return new APIServiceConditionBuilder();
  }
}
