package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The component that reported an event and the node it ran on.
///
/// @param component Component that generated the event, such as `kubelet` or a controller.
/// @param host Name of the node on which the event was generated.
@ApiType(value = "io.k8s.api.core.v1.EventSource", proto = "k8s.io.api.core.v1.EventSource")
public record EventSource(@Field(tag = 1) String component, @Field(tag = 2) String host)
    implements EventSourceBuilder.With {
  /// An empty draft.
  public static EventSourceBuilder builder() {
    return new EventSourceBuilder();
  }
}
