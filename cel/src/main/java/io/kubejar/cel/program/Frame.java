package io.kubejar.cel.program;

import io.kubejar.cel.value.CelError;
import org.jspecify.annotations.Nullable;

/// One evaluation under way.
final class Frame {
  private final Bindings bindings;
  private final @Nullable Object[] locals;
  private final Budget budget;

  Frame(Bindings bindings, int locals, Budget budget) {
    this.bindings = bindings;
    this.locals = new Object[locals];
    this.budget = budget;
  }

  void charge(long cost) {
    budget.charge(cost);
  }

  Object variable(String name) {
    Object value = bindings.find(name);
    if (value == null) {
      throw new CelError("no such attribute(s): " + name);
    }
    return value;
  }

  Object local(int slot) {
    Object value = locals[slot];
    if (value == null) {
      throw new CelError("no such attribute(s): @local");
    }
    return value;
  }

  void set(int slot, Object value) {
    locals[slot] = value;
  }
}
