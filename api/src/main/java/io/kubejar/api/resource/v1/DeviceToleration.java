package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A claim's acceptance of devices with a matching taint, optionally for a limited number of
/// seconds.
@ApiType(
    value = "io.k8s.api.resource.v1.DeviceToleration",
    proto = "k8s.io.api.resource.v1.DeviceToleration")
public record DeviceToleration(
    @Field(tag = 1) String key,
    @Field(
            tag = 2,
            byDefault = "\"Equal\"",
            oneOf = {"Equal", "Exists"})
        String operator,
    @Field(tag = 3) String value,
    @Field(
            tag = 4,
            oneOf = {"NoExecute", "NoSchedule", "None"})
        String effect,
    @Field(tag = 5, format = "int64") @Nullable Long tolerationSeconds)
    implements DeviceTolerationBuilder.With {
  /// An empty draft.
  public static DeviceTolerationBuilder builder() {
    return new DeviceTolerationBuilder();
  }
}
