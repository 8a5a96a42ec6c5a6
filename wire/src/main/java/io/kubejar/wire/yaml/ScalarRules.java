package io.kubejar.wire.yaml;

import io.kubejar.wire.json.JsonValue;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/// What a scalar without quotes means in YAML 1.1, where `yes` is a boolean and `010` is eight.
final class ScalarRules {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE =
      Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE");
  private static final Set<String> FALSE =
      Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE");
  private static final Set<String> INFINITE =
      Set.of(
          ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan",
          ".NaN", ".NAN");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern INTEGER =
      Pattern.compile("[-+]?(0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|0|[1-9][0-9]*)");
  private static final int LONGEST_NUMBER = 400;

  private ScalarRules() {}

  static JsonValue resolve(String text) {
    if (NULLS.contains(text)) {
      return JsonValue.Null.NULL;
    }
    if (TRUE.contains(text)) {
      return JsonValue.of(true);
    }
    if (FALSE.contains(text)) {
      return JsonValue.of(false);
    }
    if (INFINITE.contains(text)) {
      throw new YamlException("error converting YAML to JSON: json: unsupported value: " + text);
    }
    char first = text.charAt(0);
    boolean numeric =
        (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
    return numeric && text.length() <= LONGEST_NUMBER ? number(text) : JsonValue.of(text);
  }

  private static JsonValue number(String text) {
    String plain = text.replace("_", "");
    if (INTEGER.matcher(plain).matches()) {
      BigInteger value = integer(plain);
      return value.bitLength() < 64
          ? JsonValue.of(value.longValue())
          : new JsonValue.Real(value.doubleValue());
    }
    if (FLOAT.matcher(plain).matches()) {
      double value = Double.parseDouble(plain);
      return Double.isInfinite(value) ? JsonValue.of(text) : new JsonValue.Real(value);
    }
    return JsonValue.of(text);
  }

  private static BigInteger integer(String text) {
    boolean negative = text.charAt(0) == '-';
    String digits = negative || text.charAt(0) == '+' ? text.substring(1) : text;
    int radix = 10;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      char mark = Character.toLowerCase(digits.charAt(1));
      radix = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
      digits = digits.substring(Character.isLetter(mark) ? 2 : 1);
    }
    BigInteger value = new BigInteger(digits, radix);
    return negative ? value.negate() : value;
  }
}
