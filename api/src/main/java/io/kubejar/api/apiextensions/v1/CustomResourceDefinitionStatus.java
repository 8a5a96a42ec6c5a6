package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The names really in use, the versions ever stored, and the conditions of a custom resource
/// definition.
///
/// @param conditions Observations about the definition, such as whether it is established, keyed by
///   `type`.
/// @param acceptedNames Names actually in use, which can differ from those asked for on conflict.
/// @param storedVersions Versions ever used for storage; remove one only after migrating its
///   objects.
/// @param observedGeneration Latest `metadata.generation` of the definition that was processed.
@ApiType(
    value =
        "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionStatus",
    proto =
        "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionStatus")
public record CustomResourceDefinitionStatus(
    @Field(tag = 1, always = true, list = ListType.MAP, keys = "type")
        List<CustomResourceDefinitionCondition> conditions,
    @Field(tag = 2, always = true) CustomResourceDefinitionNames acceptedNames,
    @Field(tag = 3, always = true, list = ListType.ATOMIC) List<String> storedVersions,
    @Field(tag = 4, format = "int64") long observedGeneration)
    implements CustomResourceDefinitionStatusBuilder.With {
  public CustomResourceDefinitionStatus {
    conditions = List.copyOf(conditions);
    storedVersions = List.copyOf(storedVersions);
  }

  /// An empty draft.
  public static CustomResourceDefinitionStatusBuilder builder() {
    return new CustomResourceDefinitionStatusBuilder();
  }
}
