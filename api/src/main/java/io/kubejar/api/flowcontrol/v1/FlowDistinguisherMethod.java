package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// How the requests of a flow schema are told apart into flows: by user or by namespace.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.FlowDistinguisherMethod",
    proto = "k8s.io.api.flowcontrol.v1.FlowDistinguisherMethod")
public record FlowDistinguisherMethod(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {"ByNamespace", "ByUser"})
        String type)
    implements FlowDistinguisherMethodBuilder.With {
  /// An empty draft.
  public static FlowDistinguisherMethodBuilder builder() {
    return new FlowDistinguisherMethodBuilder();
  }
}
