package io.kubejar.api.policy.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A request to remove a pod that is granted only if its disruption budgets allow.
///
/// @param metadata Names the pod that is to be evicted, along with its namespace.
/// @param deleteOptions Options used for the deletion that follows a permitted eviction, such as
///   grace period.
@ApiType(
    value = "io.k8s.api.policy.v1.Eviction",
    proto = "k8s.io.api.policy.v1.Eviction",
    group = "policy",
    version = "v1",
    kind = "Eviction")
public record Eviction(
    @Field(tag = 1) ObjectMeta metadata, @Field(tag = 2) @Nullable DeleteOptions deleteOptions)
    implements ApiObject, EvictionBuilder.With {
  /// An empty draft.
  public static EvictionBuilder builder() {
    return new EvictionBuilder();
  }
}
