package io.kubejar.api.kind;

import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A codec of another form or name for objects whose rules another codec has.
///
/// @param <T> the record that has the rules
abstract class FormOfCodec<T> implements ObjectCodec<T> {
  private final ObjectCodec<T> rules;

  FormOfCodec(ObjectCodec<T> rules) {
    this.rules = rules;
  }

  @Override
  public T zero() {
    return rules.zero();
  }

  @Override
  public T withStatusOf(T object, T other) {
    return rules.withStatusOf(object, other);
  }

  @Override
  public boolean sameSpec(T left, T right) {
    return rules.sameSpec(left, right);
  }

  @Override
  public void features(T value, Consumer<String> seen) {
    rules.features(value, seen);
  }

  @Override
  public T without(T value, Predicate<String> off) {
    return rules.without(value, off);
  }
}
