package io.kubejar.cel.library;

import com.google.re2j.PatternSyntaxException;
import io.kubejar.api.value.Bytes;
import io.kubejar.cel.value.CelError;
import io.kubejar.cel.value.Equality;
import io.kubejar.cel.value.UInt;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Arithmetic, comparison and membership.
final class Operators {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Operators() {}

  static void register(Functions.Table table) {
    table
        .implement("_==_(dyn, dyn) -> bool", a -> Equality.equal(a[0], a[1]))
        .implement("_!=_(dyn, dyn) -> bool", a -> !Equality.equal(a[0], a[1]))
        .implement("_<_(dyn, dyn) -> bool", a -> ordered(a) && Equality.compare(a[0], a[1]) < 0)
        .implement("_<=_(dyn, dyn) -> bool", a -> ordered(a) && Equality.compare(a[0], a[1]) <= 0)
        .implement("_>_(dyn, dyn) -> bool", a -> ordered(a) && Equality.compare(a[0], a[1]) > 0)
        .implement("_>=_(dyn, dyn) -> bool", a -> ordered(a) && Equality.compare(a[0], a[1]) >= 0)
        .implement("!_(bool) -> bool", a -> !(Boolean) a[0])
        .implement("@in(dyn, list<dyn>) -> bool", a -> contains((List<?>) a[1], a[0]))
        .implement(
            "@in(dyn, map<dyn, dyn>) -> bool", a -> ((Map<?, ?>) a[1]).containsKey(key(a[0])))
        .implement("size(string) -> int", a -> length((String) a[0]))
        .implement("size(bytes) -> int", a -> (long) ((Bytes) a[0]).length())
        .implement("size(list<dyn>) -> int", a -> (long) ((List<?>) a[0]).size())
        .implement("size(map<dyn, dyn>) -> int", a -> (long) ((Map<?, ?>) a[0]).size());
    whole(table);
    fractions(table);
    texts(table);
    times(table);
  }

  /// Whether two numbers have an order at all: none has one with "not a number".
  private static boolean ordered(Object[] arguments) {
    return !(isNaN(arguments[0]) || isNaN(arguments[1]));
  }

  private static boolean isNaN(Object value) {
    return value instanceof Double number && number.isNaN();
  }

  private static void whole(Functions.Table table) {
    table
        .implement("_+_(int, int) -> int", a -> whole(() -> Math.addExact(l(a, 0), l(a, 1))))
        .implement("_-_(int, int) -> int", a -> whole(() -> Math.subtractExact(l(a, 0), l(a, 1))))
        .implement("_*_(int, int) -> int", a -> whole(() -> Math.multiplyExact(l(a, 0), l(a, 1))))
        .implement(
            "_/_(int, int) -> int",
            a -> {
              nonZero(l(a, 1), "division by zero");
              return whole(() -> Math.divideExact(l(a, 0), l(a, 1)));
            })
        .implement(
            "_%_(int, int) -> int",
            a -> {
              nonZero(l(a, 1), "modulus by zero");
              return l(a, 0) % l(a, 1);
            })
        .implement("-_(int) -> int", a -> whole(() -> Math.negateExact(l(a, 0))))
        .implement("_+_(uint, uint) -> uint", a -> unsigned(big(a, 0).add(big(a, 1))))
        .implement("_-_(uint, uint) -> uint", a -> unsigned(big(a, 0).subtract(big(a, 1))))
        .implement("_*_(uint, uint) -> uint", a -> unsigned(big(a, 0).multiply(big(a, 1))))
        .implement(
            "_/_(uint, uint) -> uint",
            a -> {
              nonZero(u(a, 1), "division by zero");
              return new UInt(Long.divideUnsigned(u(a, 0), u(a, 1)));
            })
        .implement(
            "_%_(uint, uint) -> uint",
            a -> {
              nonZero(u(a, 1), "modulus by zero");
              return new UInt(Long.remainderUnsigned(u(a, 0), u(a, 1)));
            });
  }

  private static void fractions(Functions.Table table) {
    table
        .implement("_+_(double, double) -> double", a -> d(a, 0) + d(a, 1))
        .implement("_-_(double, double) -> double", a -> d(a, 0) - d(a, 1))
        .implement("_*_(double, double) -> double", a -> d(a, 0) * d(a, 1))
        .implement("_/_(double, double) -> double", a -> d(a, 0) / d(a, 1))
        .implement("-_(double) -> double", a -> -d(a, 0));
  }

  private static void texts(Functions.Table table) {
    table
        .implement("_+_(string, string) -> string", a -> (String) a[0] + a[1])
        .implement(
            "_+_(bytes, bytes) -> bytes",
            a -> {
              byte[] left = ((Bytes) a[0]).toArray();
              byte[] right = ((Bytes) a[1]).toArray();
              byte[] both = java.util.Arrays.copyOf(left, left.length + right.length);
              System.arraycopy(right, 0, both, left.length, right.length);
              return Bytes.wrap(both);
            })
        .implement(
            "_+_(list<dyn>, list<dyn>) -> list<dyn>",
            a -> Equality.concat((List<?>) a[0], (List<?>) a[1]))
        .implement("string::contains(string) -> bool", a -> ((String) a[0]).contains((String) a[1]))
        .implement(
            "string::startsWith(string) -> bool", a -> ((String) a[0]).startsWith((String) a[1]))
        .implement("string::endsWith(string) -> bool", a -> ((String) a[0]).endsWith((String) a[1]))
        .implement(
            "matches(string, string) -> bool",
            a -> {
              try {
                return Regexes.compile((String) a[1]).matcher((String) a[0]).find();
              } catch (PatternSyntaxException e) {
                throw new CelError(
                    "error parsing regexp: " + e.getDescription() + ": `" + e.getPattern() + "`");
              }
            });
  }

  private static void times(Functions.Table table) {
    table
        .implement(
            "_+_(timestamp, duration) -> timestamp", a -> moved((Instant) a[0], (Duration) a[1]))
        .implement(
            "_+_(duration, timestamp) -> timestamp", a -> moved((Instant) a[1], (Duration) a[0]))
        .implement(
            "_+_(duration, duration) -> duration",
            a -> bounded(((Duration) a[0]).plus((Duration) a[1])))
        .implement(
            "_-_(timestamp, timestamp) -> duration",
            a -> bounded(Duration.between((Instant) a[1], (Instant) a[0])))
        .implement(
            "_-_(timestamp, duration) -> timestamp",
            a -> moved((Instant) a[0], ((Duration) a[1]).negated()))
        .implement(
            "_-_(duration, duration) -> duration",
            a -> bounded(((Duration) a[0]).minus((Duration) a[1])))
        .implement("-_(duration) -> duration", a -> bounded(((Duration) a[0]).negated()));
  }

  /// A map's key for a value: whole numbers of any type are one key.
  static Object key(Object value) {
    return switch (value) {
      case UInt number when number.bits() >= 0 -> number.bits();
      case Double number when number == Math.rint(number) && Math.abs(number) < 1L << 53 ->
          number.longValue();
      default -> value;
    };
  }

  static boolean contains(List<?> list, Object value) {
    for (Object item : list) {
      if (Equality.equal(item, value)) {
        return true;
      }
    }
    return false;
  }

  static long length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static Instant moved(Instant time, Duration by) {
    try {
      Instant moved = time.plus(by);
      if (moved.isBefore(FIRST) || moved.isAfter(LAST)) {
        throw new CelError("timestamp overflow");
      }
      return moved;
    } catch (DateTimeException | ArithmeticException e) {
      throw new CelError("timestamp overflow");
    }
  }

  private static Duration bounded(Duration duration) {
    try {
      return Duration.ofNanos(duration.toNanos());
    } catch (ArithmeticException e) {
      throw new CelError("duration overflow");
    }
  }

  private interface Whole {
    long compute();
  }

  private static Object whole(Whole operation) {
    try {
      return operation.compute();
    } catch (ArithmeticException e) {
      throw new CelError("integer overflow");
    }
  }

  private static void nonZero(long divisor, String message) {
    if (divisor == 0) {
      throw new CelError(message);
    }
  }

  private static UInt unsigned(BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > 64) {
      throw new CelError("unsigned integer overflow");
    }
    return new UInt(value.longValue());
  }

  private static long l(Object[] arguments, int index) {
    return (Long) arguments[index];
  }

  private static double d(Object[] arguments, int index) {
    return (Double) arguments[index];
  }

  private static long u(Object[] arguments, int index) {
    return ((UInt) arguments[index]).bits();
  }

  private static BigInteger big(Object[] arguments, int index) {
    return new BigInteger(arguments[index].toString());
  }
}
