package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A node label and the values it may have.
///
/// @param key Node label key on which the topology is selected.
/// @param values Label values, one of which has to match.
@ApiType(
    value = "io.k8s.api.core.v1.TopologySelectorLabelRequirement",
    proto = "k8s.io.api.core.v1.TopologySelectorLabelRequirement")
public record TopologySelectorLabelRequirement(
    @Field(tag = 1, required = true, always = true) String key,
    @Field(tag = 2, required = true, always = true, list = ListType.ATOMIC) List<String> values)
    implements TopologySelectorLabelRequirementBuilder.With {
  public TopologySelectorLabelRequirement {
    values = List.copyOf(values);
  }

  /// An empty draft.
  public static TopologySelectorLabelRequirementBuilder builder() {
    return new TopologySelectorLabelRequirementBuilder();
  }
}
