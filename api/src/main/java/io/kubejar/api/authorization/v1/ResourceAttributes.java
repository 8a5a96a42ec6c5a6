package io.kubejar.api.authorization.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// An access to an API resource: verb, group, version, resource, subresource, namespace, name and
/// selectors.
///
/// @param namespace Namespace of the access; empty means cluster-scoped, or all namespaces for
///   namespaced resources.
/// @param verb API verb such as `get`, `list` or `delete`; `*` means all verbs.
/// @param group API group of the resource; empty for core, `*` for all groups.
/// @param version API version of the resource; `*` means all versions.
/// @param resource Lowercase plural name of the resource; `*` means all resources.
/// @param subresource Subresource such as `status` or `log`; empty when none is involved.
/// @param name Name of the object accessed; empty means all objects.
/// @param fieldSelector Field selector limiting a list, watch or deletecollection, which
///   authorizers may take into account.
/// @param labelSelector Label selector limiting a list, watch or deletecollection, which
///   authorizers may take into account.
@ApiType(
    value = "io.k8s.api.authorization.v1.ResourceAttributes",
    proto = "k8s.io.api.authorization.v1.ResourceAttributes")
public record ResourceAttributes(
    @Field(tag = 1) String namespace,
    @Field(tag = 2) String verb,
    @Field(tag = 3) String group,
    @Field(tag = 4) String version,
    @Field(tag = 5) String resource,
    @Field(tag = 6) String subresource,
    @Field(tag = 7) String name,
    @Field(tag = 8) @Nullable FieldSelectorAttributes fieldSelector,
    @Field(tag = 9) @Nullable LabelSelectorAttributes labelSelector)
    implements ResourceAttributesBuilder.With {
  /// An empty draft.
  public static ResourceAttributesBuilder builder() {
    return new ResourceAttributesBuilder();
  }
}
