package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// A mark on a device that keeps away, or drives out, claims which do not tolerate it.
@ApiType(value = "io.k8s.api.resource.v1.DeviceTaint", proto = "k8s.io.api.resource.v1.DeviceTaint")
public record DeviceTaint(
    @Field(tag = 1, required = true, always = true) String key,
    @Field(tag = 2) String value,
    @Field(
            tag = 3,
            required = true,
            always = true,
            oneOf = {"NoExecute", "NoSchedule", "None"})
        String effect,
    @Field(tag = 4) @Nullable Time timeAdded)
    implements DeviceTaintBuilder.With {
  /// An empty draft.
  public static DeviceTaintBuilder builder() {
    return new DeviceTaintBuilder();
  }
}
