package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// What is done with requests that cannot run at once: queue them or reject them.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.LimitResponse",
    proto = "k8s.io.api.flowcontrol.v1.LimitResponse")
public record LimitResponse(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {"Queue", "Reject"})
        String type,
    @Field(tag = 2) @Nullable QueuingConfiguration queuing)
    implements LimitResponseBuilder.With {
  /// An empty draft.
  public static LimitResponseBuilder builder() {
    return new LimitResponseBuilder();
  }
}
