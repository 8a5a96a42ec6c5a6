package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One version of a custom resource: whether it is served and stored, its schema, subresources,
/// columns and selectable fields.
///
/// @param name Version name such as `v1` or `v2beta1`, forming part of the URL.
/// @param served Whether the version can be used through the REST API.
/// @param storage Whether objects are persisted in this version; true for exactly one version.
/// @param deprecated True makes every request to this version return a warning; default false.
/// @param deprecationWarning Text of that warning, at most 256 characters; requires `deprecated`
///   and has a generated default.
/// @param schema Validation, pruning and defaulting schema of this version; practically mandatory.
/// @param subresources Which of the subresources `status` and `scale` this version offers.
/// @param additionalPrinterColumns Columns for tabular output; by default only the age, besides the
///   name.
/// @param selectableFields Fields usable in field selectors for this version, at most 8.
@ApiType(
    value =
        "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionVersion",
    proto =
        "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionVersion")
public record CustomResourceDefinitionVersion(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2, required = true, always = true) boolean served,
    @Field(tag = 3, required = true, always = true) boolean storage,
    @Field(tag = 7) boolean deprecated,
    @Field(tag = 8) @Nullable String deprecationWarning,
    @Field(tag = 4) @Nullable CustomResourceValidation schema,
    @Field(tag = 5) @Nullable CustomResourceSubresources subresources,
    @Field(tag = 6, list = ListType.ATOMIC)
        List<CustomResourceColumnDefinition> additionalPrinterColumns,
    @Field(tag = 9, list = ListType.ATOMIC) List<SelectableField> selectableFields)
    implements CustomResourceDefinitionVersionBuilder.With {
  public CustomResourceDefinitionVersion {
    additionalPrinterColumns = List.copyOf(additionalPrinterColumns);
    selectableFields = List.copyOf(selectableFields);
  }

  /// An empty draft.
  public static CustomResourceDefinitionVersionBuilder builder() {
    return new CustomResourceDefinitionVersionBuilder();
  }
}
