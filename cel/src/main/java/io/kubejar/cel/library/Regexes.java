package io.kubejar.cel.library;

import com.google.re2j.Pattern;
import java.util.LinkedHashMap;
import java.util.Map;

/// Regular expressions in RE2's syntax, which match in linear time; the last used ones are kept.
final class Regexes {
  private static final int KEPT = 256;
  private static final Map<String, Pattern> PATTERNS =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pattern> eldest) {
          return size() > KEPT;
        }
      };

  private Regexes() {}

  static Pattern compile(String regex) {
    synchronized (PATTERNS) {
      Pattern known = PATTERNS.get(regex);
      if (known != null) {
        return known;
      }
    }
    Pattern pattern = Pattern.compile(regex);
    synchronized (PATTERNS) {
      PATTERNS.put(regex, pattern);
    }
    return pattern;
  }
}
