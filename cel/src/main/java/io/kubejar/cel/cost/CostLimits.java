package io.kubejar.cel.cost;

import java.util.Locale;

/// The limits on estimated costs, and how messages call what is over them.
public final class CostLimits {
  /// What one rule may cost by estimate.
  public static final long RULE = 10_000_000;

  /// What all rules of a schema may cost together by estimate.
  public static final long SCHEMA = 100_000_000;

  private CostLimits() {}

  /// `… exceeds budget by factor of more than 100x (try …)`.
  ///
  /// @param what what costs too much, such as `estimated rule cost`
  public static String exceeded(String what, long cost, long limit) {
    double factor = (double) cost / limit;
    String times;
    if (factor > 100) {
      times = "more than 100x";
    } else if (factor < 1.5) {
      times = String.format(Locale.ROOT, "%fx", factor);
    } else {
      times = String.format(Locale.ROOT, "%.1fx", factor);
    }
    return what
        + " exceeds budget by factor of "
        + times
        + " (try simplifying the rule, or adding maxItems, maxProperties, and maxLength where"
        + " arrays, maps, and strings are declared)";
  }
}
