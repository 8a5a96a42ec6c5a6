package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;

/// The `bindings` resource: names and rules of [Binding].
public final class BindingKind implements Kind<Binding> {
  public static final BindingKind BINDING = new BindingKind();

  private static final Names NAMES =
      Names.of("", "v1", "Binding", "bindings").namespaced().verbs("create").build();

  private BindingKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<Binding> codec() {
    return BindingCodec.INSTANCE;
  }
}
