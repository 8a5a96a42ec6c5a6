package io.kubejar.cel.value;

import io.kubejar.api.value.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How large values are, for what computing with them costs.
public final class Sizes {
  /// What it costs to look at one character or byte.
  public static final double TRAVERSAL = 0.1;

  /// What it costs to match one character of a regular expression.
  public static final double REGEX = 0.25;

  private Sizes() {}

  /// A value of a library's own type that is larger than one.
  public interface Sized {
    long size();
  }

  /// Characters, bytes, items or entries; 1 for what has no size.
  public static long of(Object value) {
    return switch (value) {
      case String text -> text.codePointCount(0, text.length());
      case Bytes bytes -> bytes.length();
      case List<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      case Optional<?> optional -> optional.isPresent() ? of(optional.get()) : 1;
      case Sized sized -> sized.size();
      default -> 1;
    };
  }

  /// What it costs to look at all of a value.
  public static long traversal(Object value) {
    return switch (value) {
      case String text -> (long) (text.length() * TRAVERSAL);
      case Bytes bytes -> (long) (bytes.length() * TRAVERSAL);
      case List<?> list -> {
        long cost = 0;
        for (Object item : list) {
          cost += traversal(item);
        }
        yield cost;
      }
      case Map<?, ?> map -> {
        long cost = 0;
        for (var entry : map.entrySet()) {
          cost += traversal(entry.getKey()) + traversal(entry.getValue());
        }
        yield cost;
      }
      default -> 1;
    };
  }

  /// `ceil(size × factor)`.
  public static long scaled(long size, double factor) {
    return (long) Math.ceil(size * factor);
  }
}
