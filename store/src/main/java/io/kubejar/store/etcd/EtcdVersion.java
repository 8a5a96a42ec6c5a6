package io.kubejar.store.etcd;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of etcd, such as `3.5.13`.
record EtcdVersion(int major, int minor, int patch) {
  private static final Pattern FORM = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

  /// Reads a version; what is not one counts as the oldest.
  static EtcdVersion parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? new EtcdVersion(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)))
        : new EtcdVersion(0, 0, 0);
  }

  /// Whether progress that a watch asks for is told only after all events before it, which upstream
  /// relies on from 3.4.31 and 3.5.13 on.
  boolean progressIsReliable() {
    if (major != 3 || minor > 5) {
      return major > 3 || (major == 3 && minor > 5);
    }
    return (minor == 5 && patch >= 13) || (minor == 4 && patch >= 31);
  }
}
