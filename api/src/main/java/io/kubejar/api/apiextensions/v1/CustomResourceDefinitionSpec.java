package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The group, names, scope, versions and conversion of a custom resource.
///
/// @param group API group under which the resource is served, below `/apis/`.
/// @param names Plural, singular, kind and other names of the resource.
/// @param scope Whether objects are `Namespaced` or `Cluster` wide; cannot be changed.
/// @param versions All versions of the resource; exactly one must be the storage version.
/// @param conversion How objects move between versions; `None` strategy when absent.
/// @param preserveUnknownFields Obsolete switch to keep undeclared fields; must be false, use the
///   schema extension instead.
@ApiType(
    value = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionSpec",
    proto = "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionSpec")
public record CustomResourceDefinitionSpec(
    @Field(tag = 1, required = true, always = true) String group,
    @Field(tag = 3, required = true, always = true) CustomResourceDefinitionNames names,
    @Field(
            tag = 4,
            required = true,
            always = true,
            known = {"Cluster", "Namespaced"})
        String scope,
    @Field(tag = 7, required = true, always = true, list = ListType.ATOMIC)
        List<CustomResourceDefinitionVersion> versions,
    @Field(tag = 9) @Nullable CustomResourceConversion conversion,
    @Field(tag = 10) boolean preserveUnknownFields)
    implements CustomResourceDefinitionSpecBuilder.With {
  public CustomResourceDefinitionSpec {
    versions = List.copyOf(versions);
  }

  /// An empty draft.
  public static CustomResourceDefinitionSpecBuilder builder() {
    return new CustomResourceDefinitionSpecBuilder();
  }
}
