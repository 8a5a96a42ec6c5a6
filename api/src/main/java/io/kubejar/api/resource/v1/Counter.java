package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Quantity;

/// An amount that devices draw on, as a quantity.
@ApiType(value = "io.k8s.api.resource.v1.Counter", proto = "k8s.io.api.resource.v1.Counter")
public record Counter(@Field(tag = 1, required = true, always = true) Quantity value)
    implements CounterBuilder.With {
  /// An empty draft.
  public static CounterBuilder builder() {
    return new CounterBuilder();
  }
}
