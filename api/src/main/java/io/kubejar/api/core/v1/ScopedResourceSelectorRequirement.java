package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A test of one quota scope, such as the priority class: name, operator and values.
///
/// @param scopeName Scope that is tested, such as `PriorityClass`, `BestEffort` or `Terminating`.
/// @param operator Comparison to make: `In`, `NotIn`, `Exists` or `DoesNotExist`.
/// @param values Operands: at least one for `In` and `NotIn`, none for existence tests.
@ApiType(
    value = "io.k8s.api.core.v1.ScopedResourceSelectorRequirement",
    proto = "k8s.io.api.core.v1.ScopedResourceSelectorRequirement")
public record ScopedResourceSelectorRequirement(
    @Field(
            tag = 1,
            required = true,
            always = true,
            oneOf = {
              "BestEffort",
              "CrossNamespacePodAffinity",
              "NotBestEffort",
              "NotTerminating",
              "PriorityClass",
              "Terminating",
              "VolumeAttributesClass"
            })
        String scopeName,
    @Field(
            tag = 2,
            required = true,
            always = true,
            oneOf = {"DoesNotExist", "Exists", "In", "NotIn"})
        String operator,
    @Field(tag = 3, list = ListType.ATOMIC) List<String> values)
    implements ScopedResourceSelectorRequirementBuilder.With {
  public ScopedResourceSelectorRequirement {
    values = List.copyOf(values);
  }

  /// An empty draft.
  public static ScopedResourceSelectorRequirementBuilder builder() {
    return new ScopedResourceSelectorRequirementBuilder();
  }
}
