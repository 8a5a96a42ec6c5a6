package io.kubejar.api.apps.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A controller object for pods with a stable name, network identity and storage each, numbered
/// from a start ordinal.
///
/// @param metadata Standard object metadata: name, namespace, labels, owner references and so on.
/// @param spec Desired identities of the pods: count, template, storage claims and update
///   behaviour.
/// @param status Replica and revision counts last observed by the controller; may be outdated.
@ApiType(
    value = "io.k8s.api.apps.v1.StatefulSet",
    proto = "k8s.io.api.apps.v1.StatefulSet",
    group = "apps",
    version = "v1",
    kind = "StatefulSet")
public record StatefulSet(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) StatefulSetSpec spec,
    @Field(tag = 3) StatefulSetStatus status)
    implements ApiObject, StatefulSetBuilder.With {
  /// An empty draft.
  public static StatefulSetBuilder builder() {
    return new StatefulSetBuilder();
  }
}
