package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A test of one field: key, operator and values.
///
/// @param key Path of the field the requirement looks at, for example `metadata.name`.
/// @param operator How field and values are compared: `In`, `NotIn`, `Exists` or `DoesNotExist`.
/// @param values Candidate values; needed for `In` and `NotIn`, must be empty with the two
///   existence operators.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.FieldSelectorRequirement",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.FieldSelectorRequirement")
public record FieldSelectorRequirement(
    @Field(tag = 1, required = true, always = true) String key,
    @Field(
            tag = 2,
            required = true,
            always = true,
            known = {"DoesNotExist", "Exists", "In", "NotIn"})
        String operator,
    @Field(tag = 3, list = ListType.ATOMIC) List<String> values)
    implements FieldSelectorRequirementBuilder.With {
  public FieldSelectorRequirement {
    values = List.copyOf(values);
  }

  /// An empty draft.
  public static FieldSelectorRequirementBuilder builder() {
    return new FieldSelectorRequirementBuilder();
  }
}
