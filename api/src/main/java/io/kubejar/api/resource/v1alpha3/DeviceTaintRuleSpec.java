package io.kubejar.api.resource.v1alpha3;

import io.kubejar.api.resource.v1.DeviceTaint;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// Which devices get which taint.
///
/// @param deviceSelector Devices that are meant; without it none are, an empty one means all.
/// @param taint The taint that they get.
@ApiType(
    value = "io.k8s.api.resource.v1alpha3.DeviceTaintRuleSpec",
    proto = "k8s.io.api.resource.v1alpha3.DeviceTaintRuleSpec")
public record DeviceTaintRuleSpec(
    @Field(tag = 1) @Nullable DeviceTaintSelector deviceSelector,
    @Field(tag = 2, required = true) DeviceTaint taint)
    implements DeviceTaintRuleSpecBuilder.With {
  /// An empty draft.
  public static DeviceTaintRuleSpecBuilder builder() {
    return new DeviceTaintRuleSpecBuilder();
  }
}
