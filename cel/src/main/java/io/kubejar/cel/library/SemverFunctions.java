package io.kubejar.cel.library;

import io.kubejar.cel.value.CelError;
import io.kubejar.cel.value.TypeValue;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Versions as semver.org defines them.
final class SemverFunctions {
  private static final String TYPE = "kubernetes.Semver";
  private static final String NUMBER = "(0|[1-9][0-9]{0,18})";
  private static final String PART = "(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)";
  private static final Pattern SYNTAX =
      Pattern.compile(
          NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + "(?:-("
              + PART
              + "(?:\\."
              + PART
              + ")*))?"
              + "(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?");
  private static final Pattern LOOSE =
      Pattern.compile("v?0*([0-9]+)(?:\\.0*([0-9]+))?(?:\\.0*([0-9]+))?(.*)");

  private SemverFunctions() {}

  /// A version; build metadata does not count when versions are compared.
  record Semver(long major, long minor, long patch, List<String> pre)
      implements TypeValue.Named, Comparable<Semver> {
    Semver {
      pre = List.copyOf(pre);
    }

    @Override
    public String typeName() {
      return TYPE;
    }

    @Override
    public int compareTo(Semver other) {
      int order = Long.compareUnsigned(major, other.major);
      order = order != 0 ? order : Long.compareUnsigned(minor, other.minor);
      order = order != 0 ? order : Long.compareUnsigned(patch, other.patch);
      if (order != 0) {
        return Integer.signum(order);
      }
      if (pre.isEmpty() || other.pre.isEmpty()) {
        return Boolean.compare(pre.isEmpty(), other.pre.isEmpty());
      }
      for (int i = 0; i < Math.min(pre.size(), other.pre.size()); i++) {
        int part = compareParts(pre.get(i), other.pre.get(i));
        if (part != 0) {
          return part;
        }
      }
      return Integer.compare(pre.size(), other.pre.size());
    }

    private static int compareParts(String left, String right) {
      boolean leftNumber = left.chars().allMatch(Character::isDigit);
      boolean rightNumber = right.chars().allMatch(Character::isDigit);
      if (leftNumber && rightNumber) {
        return new BigInteger(left).compareTo(new BigInteger(right));
      }
      return leftNumber != rightNumber
          ? (leftNumber ? -1 : 1)
          : Integer.signum(left.compareTo(right));
    }
  }

  static void register(Functions.Table table) {
    table
        .declare("semver(string) -> " + TYPE, a -> semver((String) a[0], false))
        .declare("semver(string, bool) -> " + TYPE, a -> semver((String) a[0], (Boolean) a[1]))
        .declare("isSemver(string) -> bool", a -> parse((String) a[0], false) != null)
        .declare(
            "isSemver(string, bool) -> bool", a -> parse((String) a[0], (Boolean) a[1]) != null)
        .declare(TYPE + "::major() -> int", a -> ((Semver) a[0]).major())
        .declare(TYPE + "::minor() -> int", a -> ((Semver) a[0]).minor())
        .declare(TYPE + "::patch() -> int", a -> ((Semver) a[0]).patch())
        .declare(
            TYPE + "::isLessThan(" + TYPE + ") -> bool",
            a -> ((Semver) a[0]).compareTo((Semver) a[1]) < 0)
        .declare(
            TYPE + "::isGreaterThan(" + TYPE + ") -> bool",
            a -> ((Semver) a[0]).compareTo((Semver) a[1]) > 0)
        .declare(
            TYPE + "::compareTo(" + TYPE + ") -> int",
            a -> (long) ((Semver) a[0]).compareTo((Semver) a[1]));
  }

  private static Semver semver(String text, boolean normalize) {
    Semver version = parse(text, normalize);
    if (version == null) {
      throw new CelError(reason(text));
    }
    return version;
  }

  private static String reason(String text) {
    if (text.isEmpty()) {
      return "Version string empty";
    }
    String[] parts = text.split("[-+]", 2)[0].split("\\.", -1);
    if (parts.length != 3) {
      return "No Major.Minor.Patch elements found";
    }
    for (String part : parts) {
      if (part.isEmpty() || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return "Invalid character(s) found in major number \"" + part + "\"";
      }
      if (part.length() > 1 && part.charAt(0) == '0') {
        return "Major number must not contain leading zeroes \"" + part + "\"";
      }
    }
    return "Prerelease is empty";
  }

  private static @Nullable Semver parse(String text, boolean normalize) {
    if (text.length() > 1024) {
      return null;
    }
    Matcher matcher = SYNTAX.matcher(normalize ? normalized(text) : text);
    if (!matcher.matches()) {
      return null;
    }
    String pre = matcher.group(4);
    try {
      return new Semver(
          Long.parseLong(matcher.group(1)),
          Long.parseLong(matcher.group(2)),
          Long.parseLong(matcher.group(3)),
          pre == null ? List.of() : List.of(pre.split("\\.")));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /// The text without a leading `v` and leading zeros, with absent numbers as zero.
  private static String normalized(String text) {
    Matcher matcher = LOOSE.matcher(text);
    if (!matcher.matches()) {
      return text;
    }
    return matcher.group(1)
        + "."
        + orZero(matcher.group(2))
        + "."
        + orZero(matcher.group(3))
        + matcher.group(4);
  }

  private static String orZero(@Nullable String digits) {
    return digits == null ? "0" : digits;
  }
}
