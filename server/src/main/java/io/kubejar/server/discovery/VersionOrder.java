package io.kubejar.server.discovery;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The order of versions by their names: stable before beta before alpha, higher numbers first,
/// names of other forms last.
public final class VersionOrder {
  private static final Pattern VERSION =
      Pattern.compile("v([1-9][0-9]{0,8})(?:(alpha|beta)([1-9][0-9]{0,8}))?");

  /// The version that clients should prefer comes first.
  public static final Comparator<String> BEST_FIRST =
      Comparator.comparing(VersionOrder::rank, Comparator.reverseOrder())
          .thenComparing(Comparator.naturalOrder());

  private record Rank(int stability, int major, int minor) implements Comparable<Rank> {
    private static final Comparator<Rank> ORDER =
        Comparator.comparingInt(Rank::stability)
            .thenComparingInt(Rank::major)
            .thenComparingInt(Rank::minor);

    @Override
    public int compareTo(Rank other) {
      return ORDER.compare(this, other);
    }
  }

  private VersionOrder() {}

  private static Rank rank(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      return new Rank(0, 0, 0);
    }
    int major = Integer.parseInt(matcher.group(1));
    String stage = matcher.group(2);
    return stage == null
        ? new Rank(3, major, 0)
        : new Rank(stage.equals("beta") ? 2 : 1, major, Integer.parseInt(matcher.group(3)));
  }
}
