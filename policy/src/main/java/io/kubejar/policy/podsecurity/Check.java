package io.kubejar.policy.podsecurity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One rule of a level through the releases.
///
/// @param id orders the rules of a level in messages
/// @param replaces the laxer rules that need not be asked beside this one
/// @param versions how the rule reads, from which release on, oldest first
record Check(String id, Level level, List<String> replaces, List<Version> versions) {
  Check {
    replaces = List.copyOf(replaces);
    versions = List.copyOf(versions);
  }

  /// How a pod is judged.
  @FunctionalInterface
  interface Rule {
    @Nullable Breach judge(Subject subject);
  }

  /// A rule from a release on.
  record Version(int since, Rule rule) {}

  static Version since(int minor, Rule rule) {
    return new Version(minor, rule);
  }

  static Check baseline(String id, Version... versions) {
    return new Check(id, Level.BASELINE, List.of(), List.of(versions));
  }

  static Check restricted(String id, Version... versions) {
    return new Check(id, Level.RESTRICTED, List.of(), List.of(versions));
  }

  Check replacing(String... others) {
    return new Check(id, level, List.of(others), versions);
  }

  /// The rule as of a release; null before there was one.
  @Nullable Rule at(int minor) {
    Rule found = null;
    for (Version version : versions) {
      if (version.since() <= minor) {
        found = version.rule();
      }
    }
    return found;
  }
}
