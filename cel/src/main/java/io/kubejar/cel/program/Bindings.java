package io.kubejar.cel.program;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The values of an evaluation's variables. Not for use by several threads.
public final class Bindings {
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, Supplier<Object>> sources = new HashMap<>();
  private final @Nullable Bindings outer;

  public Bindings() {
    this(null);
  }

  private Bindings(@Nullable Bindings outer) {
    this.outer = outer;
  }

  /// Bindings that also have those given so far and later to this one.
  public Bindings nested() {
    return new Bindings(this);
  }

  public Bindings bind(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /// A value that is made when it is first used.
  public Bindings lazily(String name, Supplier<Object> source) {
    sources.put(name, source);
    return this;
  }

  /// The variable's value, or null when there is none.
  @Nullable Object find(String name) {
    Object value = values.get(name);
    if (value != null) {
      return value;
    }
    Supplier<Object> source = sources.get(name);
    if (source == null) {
      return outer == null ? null : outer.find(name);
    }
    Object made = source.get();
    values.put(name, made);
    return made;
  }
}
