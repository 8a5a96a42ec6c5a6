package io.kubejar.api.discovery.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// Whether an endpoint is ready, is serving and is terminating; an absent value of ready or serving
/// counts as true.
///
/// @param ready True if traffic should be sent here; false while terminating, absent is taken as
///   true.
/// @param serving True if the endpoint passes readiness, even while terminating; absent follows
///   `ready`.
/// @param terminating True once the endpoint has begun shutting down; absent is taken as false.
@ApiType(
    value = "io.k8s.api.discovery.v1.EndpointConditions",
    proto = "k8s.io.api.discovery.v1.EndpointConditions")
public record EndpointConditions(
    @Field(tag = 1) @Nullable Boolean ready,
    @Field(tag = 2) @Nullable Boolean serving,
    @Field(tag = 3) @Nullable Boolean terminating)
    implements EndpointConditionsBuilder.With {
  /// An empty draft.
  public static EndpointConditionsBuilder builder() {
    return new EndpointConditionsBuilder();
  }
}
