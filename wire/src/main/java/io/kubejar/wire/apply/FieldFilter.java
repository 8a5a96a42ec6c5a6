package io.kubejar.wire.apply;

import java.util.Arrays;
import java.util.List;

/// Which fields those who write through an endpoint can change, and so may own.
public sealed interface FieldFilter {
  /// All fields.
  FieldFilter ALL = new Except(FieldSet.EMPTY);

  /// All but some, and what is below those.
  record Except(FieldSet fields) implements FieldFilter {
    @Override
    public FieldSet of(FieldSet set) {
      return set.recursiveDifference(fields);
    }
  }

  /// None but those whose paths begin with one of the patterns.
  record Only(List<List<String>> patterns) implements FieldFilter {
    public Only {
      patterns = patterns.stream().map(List::copyOf).toList();
    }

    @Override
    public FieldSet of(FieldSet set) {
      return set.only(patterns);
    }
  }

  /// All but the paths of member names, such as `status` or `metadata.labels`.
  static FieldFilter except(List<String> paths) {
    return paths.isEmpty() ? ALL : new Except(FieldSet.ofNames(paths));
  }

  /// None but the paths, such as `spec.containers.*.resources`, in which `*` stands for any item.
  static FieldFilter only(List<String> paths) {
    return new Only(paths.stream().map(path -> Arrays.asList(path.split("\\."))).toList());
  }

  /// The paths of a set that may be owned.
  FieldSet of(FieldSet set);
}
