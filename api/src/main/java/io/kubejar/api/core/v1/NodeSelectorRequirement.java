package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A test of one node label or field: key, operator and values. `Gt` and `Lt` compare a single
/// integer.
///
/// @param key Label key, or field name in field terms, that is tested.
/// @param operator Comparison to make: `In`, `NotIn`, `Exists`, `DoesNotExist`, `Gt` or `Lt`.
/// @param values Operands: some for `In` and `NotIn`, none for existence tests, one integer for
///   `Gt` and `Lt`.
@ApiType(
    value = "io.k8s.api.core.v1.NodeSelectorRequirement",
    proto = "k8s.io.api.core.v1.NodeSelectorRequirement")
public record NodeSelectorRequirement(
    @Field(tag = 1, required = true, always = true) String key,
    @Field(
            tag = 2,
            required = true,
            always = true,
            oneOf = {"DoesNotExist", "Exists", "Gt", "In", "Lt", "NotIn"})
        String operator,
    @Field(tag = 3, list = ListType.ATOMIC) List<String> values)
    implements NodeSelectorRequirementBuilder.With {
  public NodeSelectorRequirement {
    values = List.copyOf(values);
  }

  /// An empty draft.
  public static NodeSelectorRequirementBuilder builder() {
    return new NodeSelectorRequirementBuilder();
  }
}
