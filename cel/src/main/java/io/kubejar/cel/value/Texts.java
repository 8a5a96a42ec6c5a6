package io.kubejar.cel.value;

import io.kubejar.api.value.Bytes;
import io.kubejar.wire.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// How values are written in messages and by `string(…)`.
public final class Texts {
  private Texts() {}

  /// A scalar's text; others by their own.
  public static String plain(Object value) {
    return switch (value) {
      case String text -> text;
      case Double number -> number(number);
      case Bytes bytes -> bytes.toUtf8();
      case Instant time -> timestamp(time);
      case Duration duration -> duration(duration);
      case JsonValue.Null _ -> "null";
      default -> String.valueOf(value);
    };
  }

  /// The shortest text that reads as the number, with an exponent where Go writes one.
  public static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    var exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= -4 && exponent < 21) {
      return exact.toPlainString();
    }
    String digits = exact.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String sign = exact.signum() < 0 ? "-" : "";
    return "%s%se%s%02d".formatted(sign, mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /// RFC 3339 in UTC, with as many fraction digits as there are.
  public static String timestamp(Instant time) {
    String text =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC).format(time);
    return text + fraction(time.getNano()) + "Z";
  }

  /// Seconds, such as `90s` or `1.5s`.
  public static String duration(Duration duration) {
    return new BigDecimal(duration.getSeconds())
            .add(new BigDecimal(duration.getNano()).movePointLeft(9))
            .stripTrailingZeros()
            .toPlainString()
        + "s";
  }

  private static String fraction(int nanos) {
    if (nanos == 0) {
      return "";
    }
    String digits = "%09d".formatted(nanos);
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return "." + digits.substring(0, end);
  }
}
