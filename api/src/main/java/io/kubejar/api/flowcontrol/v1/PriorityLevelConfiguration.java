package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A class of requests with its own share of the server's concurrency.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.PriorityLevelConfiguration",
    proto = "k8s.io.api.flowcontrol.v1.PriorityLevelConfiguration",
    group = "flowcontrol.apiserver.k8s.io",
    version = "v1",
    kind = "PriorityLevelConfiguration")
public record PriorityLevelConfiguration(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) PriorityLevelConfigurationSpec spec,
    @Field(tag = 3) PriorityLevelConfigurationStatus status)
    implements ApiObject, PriorityLevelConfigurationBuilder.With {
  /// An empty draft.
  public static PriorityLevelConfigurationBuilder builder() {
    return new PriorityLevelConfigurationBuilder();
  }
}
