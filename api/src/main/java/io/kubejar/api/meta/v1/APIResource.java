package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// One resource in discovery: names, kind, scope, verbs, and a hash of its storage version.
///
/// @param name Lowercase plural as it appears in URLs; subresources look like `pods/status`.
/// @param singularName Lowercase singular form that command-line tools accept; may be an empty
///   string.
/// @param namespaced True when objects live inside a namespace, false when they are cluster-wide.
/// @param group Group of the kind, given only when it differs from the enclosing list's group.
/// @param version Version of the kind, given only when it differs from the enclosing list's
///   version.
/// @param kind CamelCase kind of the objects exchanged at this resource, for example `Pod`.
/// @param verbs Operations the endpoint supports, for instance `get`, `list`, `watch`, `create` or
///   `patch`.
/// @param shortNames Abbreviations that tools understand in place of the full name, like `po`.
/// @param categories Groupings such as `all` through which several resources can be listed
///   together.
/// @param storageVersionHash Opaque fingerprint of the version used in storage; compare it only for
///   equality.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.APIResource",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.APIResource")
public record APIResource(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 6, required = true, always = true) String singularName,
    @Field(tag = 2, required = true, always = true) boolean namespaced,
    @Field(tag = 8) String group,
    @Field(tag = 9) String version,
    @Field(tag = 3, required = true, always = true) String kind,
    @Field(tag = 4, required = true, always = true) List<String> verbs,
    @Field(tag = 5, list = ListType.ATOMIC) List<String> shortNames,
    @Field(tag = 7, list = ListType.ATOMIC) List<String> categories,
    @Field(tag = 10) String storageVersionHash)
    implements APIResourceBuilder.With {
  public APIResource {
    verbs = List.copyOf(verbs);
    shortNames = List.copyOf(shortNames);
    categories = List.copyOf(categories);
  }

  /// An empty draft.
  public static APIResourceBuilder builder() {
    return new APIResourceBuilder();
  }
}
