package io.kubejar.api.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Checks of the forms that texts in objects have: names, labels, ports, keys.
///
/// Each check returns what is wrong with a text, in upstream's words; nothing when it is well
/// formed.
public final class Formats {
  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
  private static final String LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
  private static final String WILDCARD = "\\*\\." + SUBDOMAIN;
  private static final String QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String LABEL_VALUE = "(" + QUALIFIED + ")?";
  private static final String CONFIG_KEY = "[-._a-zA-Z0-9]+";
  private static final String C_IDENTIFIER = "[A-Za-z_][A-Za-z0-9_]*";
  private static final String HEADER = "[-A-Za-z0-9]+";
  private static final String PERCENT = "[0-9]+%";

  private static final Pattern LABEL_PATTERN = Pattern.compile(LABEL);
  private static final Pattern SUBDOMAIN_PATTERN = Pattern.compile(SUBDOMAIN);
  private static final Pattern LABEL_1035_PATTERN = Pattern.compile(LABEL_1035);
  private static final Pattern WILDCARD_PATTERN = Pattern.compile(WILDCARD);
  private static final Pattern C_IDENTIFIER_PATTERN = Pattern.compile(C_IDENTIFIER);
  private static final Pattern HEADER_PATTERN = Pattern.compile(HEADER);
  private static final Pattern PERCENT_PATTERN = Pattern.compile(PERCENT);
  private static final Pattern PORT_PATTERN = Pattern.compile("[-a-z0-9]+");

  private static final String QUALIFIED_MESSAGE =
      expression(
          "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with"
              + " an alphanumeric character",
          QUALIFIED,
          "MyName",
          "my.name",
          "123-abc");

  private Formats() {}

  /// A label of the domain name system, RFC 1123: at most 63 of `a-z`, `0-9` and `-`.
  public static List<String> dnsLabel(String value) {
    if (isPlainLabel(value)) {
      return List.of();
    }
    List<String> wrong = new ArrayList<>(2);
    if (value.length() > 63) {
      wrong.add(tooManyCharacters(63));
    }
    if (!matches(LABEL_PATTERN, value)) {
      wrong.add(
          matches(SUBDOMAIN_PATTERN, value)
              ? "must not contain dots"
              : expression(
                  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters"
                      + " or '-', and must start and end with an alphanumeric character",
                  LABEL,
                  "my-name",
                  "123-abc"));
    }
    return wrong;
  }

  /// Labels joined by dots, at most 253 characters.
  public static List<String> dnsSubdomain(String value) {
    if (isPlainLabel(value)) {
      return List.of();
    }
    List<String> wrong = new ArrayList<>(2);
    if (value.length() > 253) {
      wrong.add(tooManyCharacters(253));
    }
    if (!matches(SUBDOMAIN_PATTERN, value)) {
      wrong.add(
          expression(
              "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters,"
                  + " '-' or '.', and must start and end with an alphanumeric character",
              SUBDOMAIN,
              "example.com"));
    }
    return wrong;
  }

  /// A label that starts with a letter, RFC 1035.
  public static List<String> dns1035Label(String value) {
    List<String> wrong = new ArrayList<>(2);
    if (value.length() > 63) {
      wrong.add(tooManyCharacters(63));
    }
    if (!matches(LABEL_1035_PATTERN, value)) {
      wrong.add(
          expression(
              "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start"
                  + " with an alphabetic character, and end with an alphanumeric character",
              LABEL_1035,
              "my-name",
              "abc-123"));
    }
    return wrong;
  }

  /// A subdomain below `*.`.
  public static List<String> wildcardSubdomain(String value) {
    List<String> wrong = new ArrayList<>(2);
    if (value.length() > 253) {
      wrong.add(tooManyCharacters(253));
    }
    if (!matches(WILDCARD_PATTERN, value)) {
      wrong.add(
          expression(
              "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS"
                  + " subdomain, which must consist of lower case alphanumeric characters, '-' or"
                  + " '.' and end with an alphanumeric character",
              WILDCARD,
              "*.example.com"));
    }
    return wrong;
  }

  /// A name with an optional subdomain and `/` in front, as keys of labels are.
  public static List<String> qualifiedName(String value) {
    int slash = value.indexOf('/');
    if (slash >= 0 && value.indexOf('/', slash + 1) >= 0) {
      return List.of(
          "a valid label key "
              + QUALIFIED_MESSAGE
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    String name = value.substring(slash + 1);
    if (slash < 0 && isQualifiedPart(name)) {
      return List.of();
    }
    List<String> wrong = new ArrayList<>(2);
    if (slash == 0) {
      wrong.add("prefix part must be non-empty");
    } else if (slash > 0) {
      for (String message : dnsSubdomain(value.substring(0, slash))) {
        wrong.add("prefix part " + message);
      }
    }
    if (name.isEmpty()) {
      wrong.add("name part must be non-empty");
    } else if (name.length() > 63) {
      wrong.add("name part must be no more than 63 bytes");
    }
    if (!isQualifiedCharacters(name)) {
      wrong.add("name part " + QUALIFIED_MESSAGE);
    }
    return wrong;
  }

  /// The value of a label: empty, or at most 63 characters like the name of a key.
  public static List<String> labelValue(String value) {
    if (value.isEmpty() || isQualifiedPart(value)) {
      return List.of();
    }
    List<String> wrong = new ArrayList<>(2);
    if (value.length() > 63) {
      wrong.add("must be no more than 63 bytes");
    }
    if (!isQualifiedCharacters(value)) {
      wrong.add(
          expression(
              "a valid label must be an empty string or consist of alphanumeric characters, '-',"
                  + " '_' or '.', and must start and end with an alphanumeric character",
              LABEL_VALUE,
              "MyValue",
              "my_value",
              "12345"));
    }
    return wrong;
  }

  /// A name that can be one segment of a path.
  public static List<String> pathSegment(String value, boolean prefix) {
    if (!prefix && (value.equals(".") || value.equals(".."))) {
      return List.of("may not be '" + value + "'");
    }
    List<String> wrong = new ArrayList<>(2);
    for (String each : List.of("/", "%")) {
      if (value.contains(each)) {
        wrong.add("may not contain '" + each + "'");
      }
    }
    return wrong;
  }

  /// A key of a ConfigMap or Secret.
  public static List<String> configMapKey(String value) {
    List<String> wrong = new ArrayList<>(1);
    if (value.length() > 253) {
      wrong.add(tooManyCharacters(253));
    }
    if (!isConfigMapKey(value)) {
      wrong.add(
          expression(
              "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
              CONFIG_KEY,
              "key.name",
              "KEY_NAME",
              "key-name"));
    }
    wrong.addAll(notADirectory(value));
    return wrong;
  }

  /// The name of an environment variable.
  public static List<String> environmentName(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~' || c == '=') {
        return List.of(
            "a valid environment variable name must consist only of printable ASCII characters"
                + " other than '='");
      }
    }
    return value.isEmpty() ? List.of("environment variable name must be non-empty") : List.of();
  }

  /// The name of a port: 1 to 15 of `a-z`, `0-9` and single `-`, with a letter.
  public static List<String> portName(String value) {
    List<String> wrong = new ArrayList<>(2);
    if (value.length() > 15) {
      wrong.add(tooManyCharacters(15));
    }
    if (!matches(PORT_PATTERN, value)) {
      wrong.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
    }
    if (value.chars().noneMatch(c -> c >= 'a' && c <= 'z')) {
      wrong.add("must contain at least one letter (a-z)");
    }
    if (value.contains("--")) {
      wrong.add("must not contain consecutive hyphens");
    }
    if (value.startsWith("-") || value.endsWith("-")) {
      wrong.add("must not begin or end with a hyphen");
    }
    return wrong;
  }

  /// The number of a port.
  public static List<String> port(int value) {
    return range(value, 1, 65535);
  }

  /// A number from a range.
  public static List<String> range(long value, long min, long max) {
    return value >= min && value <= max
        ? List.of()
        : List.of("must be between " + min + " and " + max + ", inclusive");
  }

  /// A text such as `25%`.
  public static List<String> percent(String value) {
    return matches(PERCENT_PATTERN, value)
        ? List.of()
        : List.of(
            expression(
                "a valid percent string must be a numeric string followed by an ending '%'",
                PERCENT, "1%", "93%"));
  }

  /// A name as in C.
  public static List<String> cIdentifier(String value) {
    return matches(C_IDENTIFIER_PATTERN, value)
        ? List.of()
        : List.of(
            expression(
                "a valid C identifier must start with alphabetic character or '_', followed by a"
                    + " string of alphanumeric characters or '_'",
                C_IDENTIFIER,
                "my_name",
                "MY_NAME",
                "MyName"));
  }

  /// The name of an HTTP header.
  public static List<String> headerName(String value) {
    return matches(HEADER_PATTERN, value)
        ? List.of()
        : List.of(
            expression(
                "a valid HTTP header must consist of alphanumeric characters or '-'",
                HEADER,
                "X-Header-Name"));
  }

  /// A message that quotes the expression a text has to match.
  static String expression(String message, String expression, String... examples) {
    StringBuilder out = new StringBuilder(message).append(" (");
    for (int i = 0; i < examples.length; i++) {
      out.append(i == 0 ? "e.g. " : " or ").append('\'').append(examples[i]).append("', ");
    }
    return out.append("regex used for validation is '").append(expression).append("')").toString();
  }

  static String tooManyCharacters(int max) {
    return "must be no more than " + max + " characters";
  }

  private static List<String> notADirectory(String value) {
    if (value.equals(".") || value.equals("..")) {
      return List.of("must not be '" + value + "'");
    }
    return value.startsWith("..") ? List.of("must not start with '..'") : List.of();
  }

  /// The most frequent case, without an expression.
  private static boolean isPlainLabel(String value) {
    int length = value.length();
    if (length == 0 || length > 63) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      boolean inner = i > 0 && i < length - 1;
      if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || inner && c == '-')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isQualifiedPart(String value) {
    return value.length() <= 63 && isQualifiedCharacters(value);
  }

  private static boolean isQualifiedCharacters(String value) {
    int length = value.length();
    if (length == 0 || !isAlphanumeric(value.charAt(0))) {
      return false;
    }
    for (int i = 1; i < length; i++) {
      char c = value.charAt(i);
      if (!isAlphanumeric(c) && (i == length - 1 || c != '-' && c != '_' && c != '.')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isConfigMapKey(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return !value.isEmpty();
  }

  private static boolean isAlphanumeric(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  private static boolean matches(Pattern pattern, String value) {
    return value.length() <= 4096 && pattern.matcher(value).matches();
  }

  /// A key of an annotation, whose case does not count.
  static List<String> annotationKey(String key) {
    return qualifiedName(key.toLowerCase(Locale.ROOT));
  }
}
