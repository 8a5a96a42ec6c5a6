package io.kubejar.server.registry;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ListMeta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to a list: objects, and how to go on.
///
/// @param objects the objects, in the order of their keys
/// @param revision the revision at which they were read
/// @param continueToken where the next page begins; empty at the end
/// @param remaining how many follow; null when not known
public record Page<T extends ApiObject>(
    List<CachedObject<T>> objects, long revision, String continueToken, @Nullable Long remaining) {

  public ListMeta metadata() {
    return ListMeta.builder()
        .resourceVersion(Long.toString(revision))
        .continueToken(continueToken)
        .remainingItemCount(remaining)
        .build();
  }
}
