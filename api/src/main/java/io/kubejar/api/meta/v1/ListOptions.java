package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The query of a list or watch request: selectors, resource version, page size and token, timeout
/// in seconds and watch settings.
///
/// @param labelSelector Only objects whose labels satisfy this expression are returned; empty
///   matches everything.
/// @param fieldSelector Only objects whose supported fields satisfy this expression are returned;
///   empty matches everything.
/// @param watch When true, answer with a stream of change events in place of a single list.
/// @param allowWatchBookmarks Ask for `BOOKMARK` events that carry a fresh resourceVersion;
///   meaningful only while watching.
/// @param resourceVersion Lower bound or exact point in history for the data, or where a watch
///   begins.
/// @param resourceVersionMatch How `resourceVersion` is interpreted when listing: `NotOlderThan` or
///   `Exact`; unset picks legacy behaviour.
/// @param timeoutSeconds Seconds after which the list or watch call ends, active or not.
/// @param limit Largest number of items per page; further pages are fetched with `continue`.
/// @param continueToken Token from the previous page; other query settings must stay the same, and
///   it expires (410).
/// @param sendInitialEvents Watch first emits synthetic `ADDED` events plus a bookmark; needs
///   `resourceVersionMatch=NotOlderThan` and bookmarks allowed.
/// @param shardSelector Expression limiting list or watch to one shard of a hash range; alpha,
///   gated by `ShardedListAndWatch`.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.ListOptions",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.ListOptions",
    version = "v1",
    kind = "ListOptions")
public record ListOptions(
    @Field(tag = 1) String labelSelector,
    @Field(tag = 2) String fieldSelector,
    @Field(tag = 3) boolean watch,
    @Field(tag = 9) boolean allowWatchBookmarks,
    @Field(tag = 4) String resourceVersion,
    @Field(
            tag = 10,
            known = {"Exact", "NotOlderThan"})
        String resourceVersionMatch,
    @Field(tag = 5, format = "int64") @Nullable Long timeoutSeconds,
    @Field(tag = 7, format = "int64") long limit,
    @Field(tag = 8, json = "continue") String continueToken,
    @Field(tag = 11) @Nullable Boolean sendInitialEvents,
    @Field(tag = 15) String shardSelector)
    implements ListOptionsBuilder.With {
  /// An empty draft.
  public static ListOptionsBuilder builder() {
    return new ListOptionsBuilder();
  }
}
