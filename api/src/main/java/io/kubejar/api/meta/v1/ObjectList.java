package io.kubejar.api.meta.v1;

import java.util.List;

/// Objects of one kind as one answer, with the revision at which they were read.
///
/// @param metadata the list's revision and, when cut short, the token to go on with
/// @param items the objects
public record ObjectList<T>(ListMeta metadata, List<T> items) {
  public ObjectList {
    items = List.copyOf(items);
  }
}
