package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A pause of a number of seconds.
///
/// @param seconds How long to pause, in whole seconds; no more than the pod's grace period.
@ApiType(value = "io.k8s.api.core.v1.SleepAction", proto = "k8s.io.api.core.v1.SleepAction")
public record SleepAction(
    @Field(tag = 1, required = true, always = true, format = "int64") long seconds)
    implements SleepActionBuilder.With {
  /// An empty draft.
  public static SleepActionBuilder builder() {
    return new SleepActionBuilder();
  }
}
