package io.kubejar.policy.podsecurity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A level as one minor release of Kubernetes defined it.
///
/// @param minor the release `v1.<minor>`; [#LATEST] for the newest definition
record Standard(Level level, int minor) {
  static final int LATEST = Integer.MAX_VALUE;
  static final Standard PRIVILEGED = new Standard(Level.PRIVILEGED, LATEST);

  private static final Pattern VERSION = Pattern.compile("v1\\.(0|[1-9][0-9]{0,8})");

  /// The release that a version names, or null when it names none.
  static @Nullable Integer minorOf(String version) {
    if (version.equals("latest")) {
      return LATEST;
    }
    Matcher matcher = VERSION.matcher(version);
    return matcher.matches() ? Integer.valueOf(matcher.group(1)) : null;
  }

  static String versionOf(int minor) {
    return minor == LATEST ? "latest" : "v1." + minor;
  }

  @Override
  public String toString() {
    return level + ":" + versionOf(minor);
  }
}
