package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The number of pods wanted, the labels that select them, and the template they are made from.
///
/// @param replicas Number of pods wanted, zero included; default 1.
/// @param minReadySeconds Seconds a pod must stay ready without a crash before it counts as
///   available; default 0.
/// @param selector Labels of the pods that are counted; taken from the template's labels when
///   empty.
/// @param template Blueprint for pods that are created when there are too few.
@ApiType(
    value = "io.k8s.api.core.v1.ReplicationControllerSpec",
    proto = "k8s.io.api.core.v1.ReplicationControllerSpec")
public record ReplicationControllerSpec(
    @Field(tag = 1, format = "int32", byDefault = "1") @Nullable Integer replicas,
    @Field(tag = 4, format = "int32", byDefault = "0") int minReadySeconds,
    @Field(tag = 2, atomic = true) Map<String, String> selector,
    @Field(tag = 3) @Nullable PodTemplateSpec template)
    implements ReplicationControllerSpecBuilder.With {
  public ReplicationControllerSpec {
    selector = SortedStringMap.copyOf(selector);
  }

  /// An empty draft.
  public static ReplicationControllerSpecBuilder builder() {
    return new ReplicationControllerSpecBuilder();
  }
}
