package io.kubejar.cel.library;

import io.kubejar.api.value.Bytes;
import io.kubejar.cel.value.CelError;
import io.kubejar.cel.value.Durations;
import io.kubejar.cel.value.Texts;
import io.kubejar.cel.value.TypeValue;
import io.kubejar.cel.value.UInt;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/// From one type to another.
final class Conversions {
  private Conversions() {}

  static void register(Functions.Table table) {
    table
        .implement("dyn(dyn) -> dyn", a -> a[0])
        .implement("type(dyn) -> type", a -> TypeValue.of(a[0]))
        .implement("int(int) -> int", a -> a[0])
        .implement("int(uint) -> int", a -> unsignedToInt((UInt) a[0]))
        .implement("int(double) -> int", a -> toInt((Double) a[0]))
        .implement("int(string) -> int", a -> parseInt((String) a[0]))
        .implement("int(timestamp) -> int", a -> ((Instant) a[0]).getEpochSecond())
        .implement("int(duration) -> int", a -> ((Duration) a[0]).toNanos())
        .implement("uint(uint) -> uint", a -> a[0])
        .implement("uint(int) -> uint", a -> toUnsigned((Long) a[0]))
        .implement("uint(double) -> uint", a -> toUnsigned((Double) a[0]))
        .implement("uint(string) -> uint", a -> parseUnsigned((String) a[0]))
        .implement("double(double) -> double", a -> a[0])
        .implement("double(int) -> double", a -> ((Long) a[0]).doubleValue())
        .implement("double(uint) -> double", a -> new BigInteger(a[0].toString()).doubleValue())
        .implement("double(string) -> double", a -> parseDouble((String) a[0]))
        .implement("bool(bool) -> bool", a -> a[0])
        .implement("bool(string) -> bool", a -> parseBool((String) a[0]))
        .implement("bytes(bytes) -> bytes", a -> a[0])
        .implement("bytes(string) -> bytes", a -> Bytes.utf8((String) a[0]))
        .implement("string(string) -> string", a -> a[0])
        .implement("string(bytes) -> string", a -> decoded((Bytes) a[0]))
        .implement("string(bool) -> string", a -> Texts.plain(a[0]))
        .implement("string(int) -> string", a -> Texts.plain(a[0]))
        .implement("string(uint) -> string", a -> Texts.plain(a[0]))
        .implement("string(double) -> string", a -> Texts.plain(a[0]))
        .implement("string(timestamp) -> string", a -> Texts.plain(a[0]))
        .implement("string(duration) -> string", a -> Texts.plain(a[0]))
        .implement("duration(duration) -> duration", a -> a[0])
        .implement("duration(int) -> duration", a -> Duration.ofNanos((Long) a[0]))
        .implement("duration(string) -> duration", a -> Durations.parse((String) a[0]))
        .implement("timestamp(timestamp) -> timestamp", a -> a[0])
        .implement("timestamp(int) -> timestamp", a -> Instant.ofEpochSecond((Long) a[0]))
        .implement("timestamp(string) -> timestamp", a -> parseTime((String) a[0]));
  }

  private static long unsignedToInt(UInt number) {
    if (number.bits() < 0) {
      throw new CelError("integer overflow");
    }
    return number.bits();
  }

  private static long toInt(double number) {
    if (!(number > -0x1p63 && number < 0x1p63)) {
      throw new CelError("integer overflow");
    }
    return (long) number;
  }

  private static UInt toUnsigned(long number) {
    if (number < 0) {
      throw new CelError("unsigned integer overflow");
    }
    return new UInt(number);
  }

  private static UInt toUnsigned(double number) {
    if (!(number >= 0 && number < 0x1p64)) {
      throw new CelError("unsigned integer overflow");
    }
    return new UInt(new BigDecimal(number).toBigInteger().longValue());
  }

  private static long parseInt(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw syntax("ParseInt", text);
    }
  }

  private static UInt parseUnsigned(String text) {
    try {
      return new UInt(Long.parseUnsignedLong(text));
    } catch (NumberFormatException e) {
      throw syntax("ParseUint", text);
    }
  }

  private static double parseDouble(String text) {
    String trimmed = text.endsWith("d") || text.endsWith("f") ? "?" : text;
    try {
      return Double.parseDouble(trimmed);
    } catch (NumberFormatException e) {
      throw syntax("ParseFloat", text);
    }
  }

  private static boolean parseBool(String text) {
    return switch (text) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default -> throw syntax("ParseBool", text);
    };
  }

  private static Instant parseTime(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new CelError(
          "parsing time %s as %s: cannot parse %s"
              .formatted(quoted(text), quoted("2006-01-02T15:04:05Z07:00"), quoted(text)));
    }
  }

  private static String decoded(Bytes bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new CelError("invalid UTF-8 in bytes, cannot convert to string");
    }
  }

  private static CelError syntax(String function, String text) {
    return new CelError("strconv.%s: parsing %s: invalid syntax".formatted(function, quoted(text)));
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
