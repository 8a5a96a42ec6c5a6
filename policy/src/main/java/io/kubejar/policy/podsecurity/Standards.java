package io.kubejar.policy.podsecurity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Judges pods by a standard.
final class Standards {
  private static final List<Check> CHECKS =
      Stream.concat(BaselineChecks.ALL.stream(), RestrictedChecks.ALL.stream())
          .sorted(Comparator.comparing(Check::level).thenComparing(Check::id))
          .toList();

  private static final ConcurrentHashMap<Standard, List<Check.Rule>> RULES =
      new ConcurrentHashMap<>();
  private static final int NEWEST =
      CHECKS.stream()
          .flatMap(check -> check.versions().stream())
          .mapToInt(Check.Version::since)
          .max()
          .orElseThrow();

  private Standards() {}

  /// What a pod breaks, in the order of messages.
  static List<Breach> breaches(Standard standard, Subject subject) {
    if (standard.level() == Level.PRIVILEGED) {
      return List.of();
    }
    var known = new Standard(standard.level(), Math.min(standard.minor(), NEWEST));
    var breaches = new ArrayList<Breach>();
    for (Check.Rule rule : RULES.computeIfAbsent(known, Standards::rules)) {
      Breach breach = rule.judge(subject);
      if (breach != null) {
        breaches.add(breach);
      }
    }
    return breaches;
  }

  private static List<Check.Rule> rules(Standard standard) {
    Set<String> replaced = new HashSet<>();
    for (Check check : CHECKS) {
      if (check.level().compareTo(standard.level()) <= 0 && check.at(standard.minor()) != null) {
        replaced.addAll(check.replaces());
      }
    }
    var rules = new ArrayList<Check.Rule>();
    for (Check check : CHECKS) {
      Check.Rule rule = check.at(standard.minor());
      if (rule != null
          && check.level().compareTo(standard.level()) <= 0
          && !replaced.contains(check.id())) {
        rules.add(rule);
      }
    }
    return rules;
  }

  /// `reason (detail), reason (detail)`.
  static String details(List<Breach> breaches) {
    return breaches.stream().map(Breach::toString).collect(Collectors.joining(", "));
  }

  /// `reason, reason`.
  static String reasons(List<Breach> breaches) {
    return breaches.stream().map(Breach::reason).collect(Collectors.joining(", "));
  }
}
