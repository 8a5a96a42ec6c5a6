package io.kubejar.cel.schema;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The declared form of a value, with bounds on its size from which costs are estimated.
public sealed interface CelSchema {
  /// The largest number of bytes that a request may have, and so the bound of what says none.
  long MAX_REQUEST_BYTES = 3L * 1024 * 1024;

  /// A value without parts.
  enum Scalar implements CelSchema {
    /// Any value; checked when it is used.
    DYN,
    BOOL,
    INT,
    DOUBLE,
    NULL,
    /// Either a whole number or a string.
    INT_OR_STRING
  }

  /// A value written as a string.
  ///
  /// @param form what the string stands for
  /// @param maxLength the most characters (or bytes) it can have
  record Text(Form form, long maxLength) implements CelSchema {
    /// What a string stands for.
    public enum Form {
      STRING,
      BYTES,
      TIMESTAMP,
      DURATION
    }

    /// A string of any length that fits a request.
    public static final Text UNBOUNDED = new Text(Form.STRING, MAX_REQUEST_BYTES - 2);
  }

  /// A list.
  ///
  /// @param items the form of its items
  /// @param maxItems the most items it can have
  /// @param merge how two lists are told apart and joined
  /// @param keys the members that identify an item of a [Merge#MAP] list
  record ListOf(CelSchema items, long maxItems, Merge merge, List<String> keys)
      implements CelSchema {
    /// How two lists are told apart and joined.
    public enum Merge {
      ATOMIC,
      SET,
      MAP
    }

    public ListOf {
      keys = List.copyOf(keys);
    }

    /// A list whose order matters.
    public static ListOf atomic(CelSchema items, long maxItems) {
      return new ListOf(items, maxItems, Merge.ATOMIC, List.of());
    }
  }

  /// A map with string keys.
  record MapOf(CelSchema values, long maxProperties) implements CelSchema {}

  /// A value with a type of its own that is no JSON, such as `kubernetes.authorization.Authorizer`.
  record Opaque(String name) implements CelSchema {}

  /// An object with declared members, by the names that expressions use for them (see
  /// [PropertyNames]).
  final class Struct implements CelSchema {
    private final String name;
    private final Supplier<Map<String, CelSchema>> source;
    private volatile @Nullable Map<String, CelSchema> fields;

    /// @param name the type's name; no two in an environment may share one
    /// @param source asked once, when the members are first needed, so that types may be recursive
    public Struct(String name, Supplier<Map<String, CelSchema>> source) {
      this.name = name;
      this.source = source;
    }

    public static Struct of(String name, Map<String, CelSchema> fields) {
      return new Struct(name, () -> fields);
    }

    public String name() {
      return name;
    }

    public Map<String, CelSchema> fields() {
      Map<String, CelSchema> known = fields;
      if (known == null) {
        known = Map.copyOf(source.get());
        fields = known;
      }
      return known;
    }

    /// The member of a name, or null.
    public @Nullable CelSchema field(String field) {
      return fields().get(field);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
