package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A rule that sorts incoming requests into flows and assigns them to a priority level.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.FlowSchema",
    proto = "k8s.io.api.flowcontrol.v1.FlowSchema",
    group = "flowcontrol.apiserver.k8s.io",
    version = "v1",
    kind = "FlowSchema")
public record FlowSchema(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) FlowSchemaSpec spec,
    @Field(tag = 3) FlowSchemaStatus status)
    implements ApiObject, FlowSchemaBuilder.With {
  /// An empty draft.
  public static FlowSchemaBuilder builder() {
    return new FlowSchemaBuilder();
  }
}
