package io.kubejar.server.special.pod;

import io.kubejar.api.core.v1.Binding;
import io.kubejar.api.core.v1.BindingKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.VirtualResource;

/// `bindings`: the old path of `pods/binding`.
public final class OldBindings implements VirtualResource<Binding> {
  private final BindingHandler handler;

  public OldBindings(BindingHandler handler) {
    this.handler = handler;
  }

  @Override
  public Kind<Binding> kind() {
    return BindingKind.BINDING;
  }

  @Override
  public boolean answersStatus() {
    return true;
  }

  @Override
  public Binding create(ResourceRequest request, Binding binding) throws ApiException {
    handler.bind(request, binding.metadata().name(), binding);
    return binding;
  }
}
