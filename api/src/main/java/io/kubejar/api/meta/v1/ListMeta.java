package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The metadata of a list: its resource version, the token for the next page, and how many items
/// remain.
///
/// @param selfLink Obsolete URL of the list; servers have stopped filling it in.
/// @param resourceVersion Opaque version of the whole collection, usable as starting point for a
///   watch.
/// @param continueToken Opaque token for fetching the following page; empty once the list is
///   complete.
/// @param remainingItemCount Estimated number of items after this page; missing when unknown or
///   when selectors filter the list.
/// @param shardInfo Describes the slice of the collection returned when the request used a shard
///   selector.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.ListMeta")
public record ListMeta(
    @Field(tag = 1) String selfLink,
    @Field(tag = 2) String resourceVersion,
    @Field(tag = 3, json = "continue") String continueToken,
    @Field(tag = 4, format = "int64") @Nullable Long remainingItemCount,
    @Field(tag = 5) @Nullable ShardInfo shardInfo)
    implements ListMetaBuilder.With {
  /// An empty draft.
  public static ListMetaBuilder builder() {
    return new ListMetaBuilder();
  }
}
