package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The shard selector that a list was restricted to.
///
/// @param selector Shard selector from the request, repeated so the client knows it took effect.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.ShardInfo",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.ShardInfo")
public record ShardInfo(@Field(tag = 1, required = true, always = true) String selector)
    implements ShardInfoBuilder.With {
  /// An empty draft.
  public static ShardInfoBuilder builder() {
    return new ShardInfoBuilder();
  }
}
