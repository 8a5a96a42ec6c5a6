package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The names of a custom resource: plural, singular, short names, kind, list kind and categories.
///
/// @param plural Lowercase plural that appears in URLs and in the definition's own name.
/// @param singular Lowercase singular form accepted by tools; defaults to the lowercased `kind`.
/// @param shortNames Lowercase abbreviations accepted by tools, for example `ct` for `crontabs`.
/// @param kind CamelCase kind of the objects, normally singular, used in manifests.
/// @param listKind Kind of the collection; defaults to the `kind` followed by `List`.
/// @param categories Groupings the resource takes part in, such as `all`, for listing several
///   together.
@ApiType(
    value =
        "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionNames",
    proto =
        "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionNames")
public record CustomResourceDefinitionNames(
    @Field(tag = 1, required = true, always = true) String plural,
    @Field(tag = 2) String singular,
    @Field(tag = 3, list = ListType.ATOMIC) List<String> shortNames,
    @Field(tag = 4, required = true, always = true) String kind,
    @Field(tag = 5) String listKind,
    @Field(tag = 6, list = ListType.ATOMIC) List<String> categories)
    implements CustomResourceDefinitionNamesBuilder.With {
  public CustomResourceDefinitionNames {
    shortNames = List.copyOf(shortNames);
    categories = List.copyOf(categories);
  }

  /// An empty draft.
  public static CustomResourceDefinitionNamesBuilder builder() {
    return new CustomResourceDefinitionNamesBuilder();
  }
}
