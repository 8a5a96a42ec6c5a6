package io.kubejar.server.registry;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.spi.StatefulRule;
import io.kubejar.server.spi.StatefulRule.Reserved;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/// What the stateful rules reserved for one write; kept when it succeeds, given back otherwise.
final class Reservations<T extends ApiObject> implements AutoCloseable {
  private final List<StatefulRule<T>> rules;
  private final boolean dryRun;
  private final ArrayDeque<Consumer<Boolean>> open = new ArrayDeque<>();
  private boolean stored;

  Reservations(List<StatefulRule<T>> rules, boolean dryRun) {
    this.rules = rules;
    this.dryRun = dryRun;
  }

  T create(T object) {
    T current = object;
    for (StatefulRule<T> rule : rules) {
      current = keep(rule.create(current, dryRun));
    }
    return current;
  }

  T update(T object, T old) {
    T current = object;
    for (StatefulRule<T> rule : rules) {
      current = keep(rule.update(current, old, dryRun));
    }
    return current;
  }

  private T keep(Reserved<T> reserved) {
    open.push(reserved.done());
    return reserved.object();
  }

  void stored() {
    stored = true;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.pop().accept(stored);
    }
  }
}
