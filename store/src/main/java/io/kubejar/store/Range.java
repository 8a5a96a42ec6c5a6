package io.kubejar.store;

import java.util.List;

/// The answer to a range read: one page of entries in key order.
///
/// @param revision the revision the page was read at; reading the next page at it gives a
///   consistent whole
/// @param remaining how many entries follow the page
public record Range(List<Entry> entries, long revision, long remaining) {

  public Range {
    entries = List.copyOf(entries);
  }

  /// Whether entries follow the page.
  public boolean more() {
    return remaining > 0;
  }
}
