package io.kubejar.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Header fields of a message: ordered, repeatable, names compared without regard to case.
/// Immutable.
public final class Headers implements Iterable<Headers.Field> {

  /// One header field.
  public record Field(String name, String value) {}

  private static final Headers EMPTY = new Headers(new String[0]);

  /// Names and values in turn.
  private final String[] pairs;

  private Headers(String[] pairs) {
    this.pairs = pairs;
  }

  public static Headers empty() {
    return EMPTY;
  }

  /// Names and values in turn.
  public static Headers of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a header name has no value");
    }
    return new Headers(namesAndValues.clone());
  }

  public static Headers contentType(String type) {
    return new Headers(new String[] {"content-type", type});
  }

  public static Builder builder() {
    return new Builder();
  }

  /// The first value of the name.
  public @Nullable String first(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equalsIgnoreCase(name)) {
        return pairs[i + 1];
      }
    }
    return null;
  }

  public String first(String name, String otherwise) {
    var value = first(name);
    return value == null ? otherwise : value;
  }

  public List<String> all(String name) {
    var values = new ArrayList<String>(2);
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equalsIgnoreCase(name)) {
        values.add(pairs[i + 1]);
      }
    }
    return List.copyOf(values);
  }

  public boolean contains(String name) {
    return first(name) != null;
  }

  /// Whether a comma-separated list header (such as `Connection`) has this member, in any case.
  public boolean hasToken(String name, String token) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equalsIgnoreCase(name)) {
        for (String member : pairs[i + 1].split(",")) {
          if (member.strip().equalsIgnoreCase(token)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// The distinct names in lower case, in order of appearance.
  public Set<String> names() {
    var names = new LinkedHashSet<String>();
    for (int i = 0; i < pairs.length; i += 2) {
      names.add(pairs[i].toLowerCase(Locale.ROOT));
    }
    return names;
  }

  /// A copy with one more field.
  public Headers with(String name, String value) {
    String[] more = java.util.Arrays.copyOf(pairs, pairs.length + 2);
    more[pairs.length] = name;
    more[pairs.length + 1] = value;
    return new Headers(more);
  }

  /// A copy without any field of the name.
  public Headers without(String name) {
    var builder = builder();
    for (Field field : this) {
      if (!field.name().equalsIgnoreCase(name)) {
        builder.add(field.name(), field.value());
      }
    }
    return builder.build();
  }

  public int size() {
    return pairs.length / 2;
  }

  String nameAt(int index) {
    return pairs[2 * index];
  }

  String valueAt(int index) {
    return pairs[2 * index + 1];
  }

  @Override
  public Iterator<Field> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < pairs.length;
      }

      @Override
      public Field next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        var field = new Field(pairs[next], pairs[next + 1]);
        next += 2;
        return field;
      }
    };
  }

  @Override
  public String toString() {
    // Names only: values may hold credentials.
    return "Headers" + names();
  }

  /// Collects header fields.
  public static final class Builder {
    private final List<String> pairs = new ArrayList<>();

    private Builder() {}

    public Builder add(String name, String value) {
      pairs.add(name);
      pairs.add(value);
      return this;
    }

    public Builder addAll(Headers headers) {
      pairs.addAll(List.of(headers.pairs));
      return this;
    }

    public Headers build() {
      return pairs.isEmpty() ? EMPTY : new Headers(pairs.toArray(String[]::new));
    }
  }
}
