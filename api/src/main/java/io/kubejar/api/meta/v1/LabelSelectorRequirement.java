package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A test of one label: key, operator (`In`, `NotIn`, `Exists` or `DoesNotExist`) and values.
///
/// @param key Label key on which this requirement is evaluated.
/// @param operator Relation between key and values: `In`, `NotIn`, `Exists` or `DoesNotExist`.
/// @param values Strings to compare with; at least one for `In`/`NotIn`, none for
///   `Exists`/`DoesNotExist`.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelectorRequirement",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.LabelSelectorRequirement")
public record LabelSelectorRequirement(
    @Field(tag = 1, required = true, always = true) String key,
    @Field(
            tag = 2,
            required = true,
            always = true,
            known = {"DoesNotExist", "Exists", "In", "NotIn"})
        String operator,
    @Field(tag = 3, list = ListType.ATOMIC) List<String> values)
    implements LabelSelectorRequirementBuilder.With {
  public LabelSelectorRequirement {
    values = List.copyOf(values);
  }

  /// An empty draft.
  public static LabelSelectorRequirementBuilder builder() {
    return new LabelSelectorRequirementBuilder();
  }
}
