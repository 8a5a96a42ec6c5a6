package io.kubejar.server.extension.schema;

import com.google.re2j.Pattern;
import io.kubejar.api.kind.Formats;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The formats of texts that schemas may ask for; others say nothing.
public final class StringFormats {
  private static final Map<String, Predicate<String>> CHECKS =
      Map.ofEntries(
          Map.entry("bsonobjectid", matching("[0-9a-fA-F]{24}")),
          Map.entry("uri", StringFormats::isUri),
          Map.entry("email", matching("[^@\\s<>,;:\"]+@[^@\\s<>,;:\"]+")),
          Map.entry("hostname", StringFormats::isHostname),
          Map.entry("ipv4", StringFormats::isIpv4),
          Map.entry("ipv6", StringFormats::isIpv6),
          Map.entry("cidr", StringFormats::isCidr),
          Map.entry(
              "mac",
              matching(
                  "(?:[0-9A-Fa-f]{2}[:-]){5}(?:[0-9A-Fa-f]{2}[:-]?){0,2}[0-9A-Fa-f]{2}"
                      + "|(?:[0-9A-Fa-f]{4}\\.){2,3}[0-9A-Fa-f]{4}")),
          Map.entry(
              "uuid",
              matching("(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")),
          Map.entry(
              "uuid3",
              matching("(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?3[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}")),
          Map.entry(
              "uuid4",
              matching(
                  "(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}")),
          Map.entry(
              "uuid5",
              matching(
                  "(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?5[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}")),
          Map.entry("isbn", value -> isIsbn10(value) || isIsbn13(value)),
          Map.entry("isbn10", StringFormats::isIsbn10),
          Map.entry("isbn13", StringFormats::isIsbn13),
          Map.entry("creditcard", StringFormats::isCreditCard),
          Map.entry("ssn", matching("\\d{3}[- ]?\\d{2}[- ]?\\d{4}")),
          Map.entry("hexcolor", matching("#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")),
          Map.entry(
              "rgbcolor",
              matching(
                  "rgb\\(\\s*(0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])\\s*,\\s*(0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])\\s*,\\s*(0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])\\s*\\)")),
          Map.entry("byte", StringFormats::isBase64),
          Map.entry("password", _ -> true),
          Map.entry("date", StringFormats::isDate),
          Map.entry("duration", StringFormats::isDuration),
          Map.entry("datetime", StringFormats::isDateTime),
          Map.entry("date-time", StringFormats::isDateTime),
          Map.entry("k8s-short-name", value -> Formats.dnsLabel(value).isEmpty()),
          Map.entry("k8s-long-name", value -> Formats.dnsSubdomain(value).isEmpty()));

  private static final Set<String> OF_NUMBERS =
      Set.of("int32", "int64", "uint32", "uint64", "float", "double");
  private static final Pattern DURATION =
      Pattern.compile(
          "(?i)(?:\\d+(?:\\.\\d+)?\\s*(?:ns|nanos?|nanoseconds?|us|µs|micros?|microseconds?|ms|millis?|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)\\s*)+");

  private StringFormats() {}

  private static Predicate<String> matching(String expression) {
    Pattern pattern = Pattern.compile(expression);
    return value -> pattern.matcher(value).matches();
  }

  /// Whether a format means something, for texts or numbers.
  public static boolean isKnown(String format) {
    return CHECKS.containsKey(format) || OF_NUMBERS.contains(format);
  }

  static boolean matches(String format, String text) {
    Predicate<String> check = CHECKS.get(format);
    return check == null || check.test(text);
  }

  private static boolean isUri(String value) {
    try {
      URI uri = new URI(value);
      return uri.isAbsolute() || value.startsWith("/");
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static boolean isHostname(String value) {
    String name = value.toLowerCase(Locale.ROOT);
    name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return name.length() <= 253 && Formats.dnsSubdomain(name).isEmpty();
  }

  private static boolean isIpv4(String value) {
    String[] parts = value.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIpv6(String value) {
    if (value.indexOf(':') < 0 || !value.matches("[0-9a-fA-F:.]+")) {
      return false;
    }
    String text = value;
    int dot = text.lastIndexOf(':');
    if (text.indexOf('.') >= 0) {
      if (!isIpv4(text.substring(dot + 1))) {
        return false;
      }
      text = text.substring(0, dot + 1) + "0:0";
    }
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return false;
    }
    String[] groups =
        gap >= 0
            ? (text.substring(0, gap) + ":" + text.substring(gap + 2)).split(":")
            : text.split(":", -1);
    int count = 0;
    for (String group : groups) {
      if (group.isEmpty() && gap >= 0) {
        continue;
      }
      if (!group.matches("[0-9a-fA-F]{1,4}")) {
        return false;
      }
      count++;
    }
    return gap >= 0 ? count <= 7 : count == 8;
  }

  private static boolean isCidr(String value) {
    int slash = value.indexOf('/');
    if (slash < 0 || !value.substring(slash + 1).matches("0|[1-9][0-9]{0,2}")) {
      return false;
    }
    int bits = Integer.parseInt(value.substring(slash + 1));
    String address = value.substring(0, slash);
    return isIpv4(address) && bits <= 32 || isIpv6(address) && bits <= 128;
  }

  private static boolean isIsbn10(String value) {
    String digits = value.replaceAll("[\\s-]", "");
    if (!digits.matches("[0-9]{9}[0-9X]")) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 10; i++) {
      char digit = digits.charAt(i);
      sum += (i + 1) * (digit == 'X' ? 10 : digit - '0');
    }
    return sum % 11 == 0;
  }

  private static boolean isIsbn13(String value) {
    String digits = value.replaceAll("[\\s-]", "");
    if (!digits.matches("[0-9]{13}")) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 13; i++) {
      sum += (i % 2 == 0 ? 1 : 3) * (digits.charAt(i) - '0');
    }
    return sum % 10 == 0;
  }

  private static boolean isCreditCard(String value) {
    String digits = value.replaceAll("[^0-9]+", "");
    if (digits.length() < 13 || digits.length() > 19) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit : digit * 2;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }

  private static boolean isBase64(String value) {
    try {
      Base64.getDecoder().decode(value);
      return !value.isEmpty() && value.length() % 4 == 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean isDate(String value) {
    try {
      return LocalDate.parse(value) != null;
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static boolean isDuration(String value) {
    return value.equals("0") || DURATION.matcher(value).matches();
  }

  private static boolean isDateTime(String value) {
    if (value.length() < 20) {
      return false;
    }
    try {
      return OffsetDateTime.parse(value.toUpperCase(Locale.ROOT)) != null;
    } catch (DateTimeException _) {
      return false;
    }
  }
}
