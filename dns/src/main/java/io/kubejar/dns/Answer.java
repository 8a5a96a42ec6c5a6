package io.kubejar.dns;

import java.util.List;

/// What the zone says to a question.
public sealed interface Answer {
  /// The name is not in the zone.
  record NotMine() implements Answer {}

  /// There is no such name in the zone.
  record NoName() implements Answer {}

  /// The name is there; the records may be none, when it has none of the type asked for.
  ///
  /// @param records the answer
  /// @param additional records that the asker will want next
  record Found(List<Record> records, List<Record> additional) implements Answer {
    Found(List<Record> records) {
      this(records, List.of());
    }
  }
}
