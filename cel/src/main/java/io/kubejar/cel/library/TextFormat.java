package io.kubejar.cel.library;

import io.kubejar.api.value.Bytes;
import io.kubejar.cel.value.CelError;
import io.kubejar.cel.value.Texts;
import io.kubejar.cel.value.TypeValue;
import io.kubejar.cel.value.UInt;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `'%s has %d'.format([name, count])`: the verbs `s d f e b x X o` and `%%`, precisions for `f`
/// and `e`.
final class TextFormat {
  private static final int MAX_PRECISION = 1000;

  private TextFormat() {}

  static String format(String template, List<?> values) {
    var out = new StringBuilder();
    int next = 0;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c != '%') {
        out.append(c);
        continue;
      }
      i++;
      if (i < template.length() && template.charAt(i) == '%') {
        out.append('%');
        continue;
      }
      int precision = 6;
      if (i < template.length() && template.charAt(i) == '.') {
        int start = ++i;
        while (i < template.length() && Character.isDigit(template.charAt(i))) {
          i++;
        }
        precision = precision(template.substring(start, i));
      }
      if (i >= template.length()) {
        throw new CelError("unexpected end of string");
      }
      if (next >= values.size()) {
        throw new CelError("index %d out of range".formatted(next));
      }
      out.append(clause(template.charAt(i), precision, values.get(next++)));
    }
    return out.toString();
  }

  private static int precision(String digits) {
    if (digits.isEmpty() || digits.length() > 4 || Integer.parseInt(digits) > MAX_PRECISION) {
      throw new CelError("error while parsing precision: " + digits);
    }
    return Integer.parseInt(digits);
  }

  private static String clause(char verb, int precision, Object value) {
    return switch (verb) {
      case 's' -> text(value);
      case 'd' -> {
        if (!(value instanceof Long || value instanceof UInt || value instanceof Double)) {
          throw wrong("decimal", "integers", value);
        }
        yield Texts.plain(value);
      }
      case 'f' -> fixed(number(value, "fixed-point"), precision);
      case 'e' -> scientific(number(value, "scientific"), precision);
      case 'b' ->
          switch (value) {
            case Boolean bool -> bool ? "1" : "0";
            case Long number -> signed(number, 2);
            case UInt number -> Long.toUnsignedString(number.bits(), 2);
            default -> throw wrong("binary", "integers and bools", value);
          };
      case 'x' -> hex(value);
      case 'X' -> hex(value).toUpperCase(Locale.ROOT);
      case 'o' ->
          switch (value) {
            case Long number -> signed(number, 8);
            case UInt number -> Long.toUnsignedString(number.bits(), 8);
            default -> throw wrong("octal", "integers", value);
          };
      default ->
          throw new CelError(
              "could not parse formatting clause: unrecognized formatting clause \"%s\""
                  .formatted(verb));
    };
  }

  private static String text(Object value) {
    return switch (value) {
      case List<?> list -> {
        List<String> items = new ArrayList<>(list.size());
        list.forEach(item -> items.add(inner(item)));
        yield "[" + String.join(", ", items) + "]";
      }
      case Map<?, ?> map -> {
        List<String> entries = new ArrayList<>(map.size());
        map.forEach((key, item) -> entries.add(inner(key) + ": " + inner(item)));
        entries.sort(null);
        yield "{" + String.join(", ", entries) + "}";
      }
      case TypeValue type -> type.name();
      default -> Texts.plain(value);
    };
  }

  private static String inner(Object value) {
    return text(value);
  }

  private static double number(Object value, String what) {
    return switch (value) {
      case Double number -> number;
      case Long number -> number.doubleValue();
      case UInt number -> new BigInteger(number.toString()).doubleValue();
      case String text when text.equals("NaN") -> Double.NaN;
      case String text when text.equals("Infinity") -> Double.POSITIVE_INFINITY;
      case String text when text.equals("-Infinity") -> Double.NEGATIVE_INFINITY;
      default -> throw wrong(what, "doubles", value);
    };
  }

  private static String fixed(double number, int precision) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
    }
    return new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String scientific(double number, int precision) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return fixed(number, precision);
    }
    return String.format(Locale.ROOT, "%." + precision + "e", number);
  }

  private static String hex(Object value) {
    return switch (value) {
      case Long number -> signed(number, 16);
      case UInt number -> Long.toUnsignedString(number.bits(), 16);
      case String text -> HexFormat.of().formatHex(Bytes.utf8(text).toArray());
      case Bytes bytes -> HexFormat.of().formatHex(bytes.toArray());
      default -> throw wrong("hex", "integers, byte buffers, and strings", value);
    };
  }

  private static String signed(long number, int radix) {
    return BigInteger.valueOf(number).toString(radix);
  }

  private static CelError wrong(String clause, String allowed, Object value) {
    return new CelError(
        "error during formatting: %s clause can only be used on %s, was given %s"
            .formatted(clause, allowed, TypeValue.of(value)));
  }
}
