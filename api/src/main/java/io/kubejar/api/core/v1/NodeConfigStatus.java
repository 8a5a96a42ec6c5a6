package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The dynamic configuration a node was assigned, is using and last found good. Deprecated and
/// without effect.
///
/// @param assigned Configuration the node was told to use and has saved locally.
/// @param active Configuration the kubelet is running with at the moment.
/// @param lastKnownGood Configuration to fall back to should the assigned one prove faulty.
/// @param error Problem met while applying the assigned configuration; empty when there was none.
@ApiType(
    value = "io.k8s.api.core.v1.NodeConfigStatus",
    proto = "k8s.io.api.core.v1.NodeConfigStatus")
public record NodeConfigStatus(
    @Field(tag = 1) @Nullable NodeConfigSource assigned,
    @Field(tag = 2) @Nullable NodeConfigSource active,
    @Field(tag = 3) @Nullable NodeConfigSource lastKnownGood,
    @Field(tag = 4) String error)
    implements NodeConfigStatusBuilder.With {
  /// An empty draft.
  public static NodeConfigStatusBuilder builder() {
    return new NodeConfigStatusBuilder();
  }
}
