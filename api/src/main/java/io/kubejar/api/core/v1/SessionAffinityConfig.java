package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The settings of session affinity; only affinity by client address has any.
///
/// @param clientIP Settings used if affinity goes by client address, namely its timeout.
@ApiType(
    value = "io.k8s.api.core.v1.SessionAffinityConfig",
    proto = "k8s.io.api.core.v1.SessionAffinityConfig")
public record SessionAffinityConfig(@Field(tag = 1) @Nullable ClientIPConfig clientIP)
    implements SessionAffinityConfigBuilder.With {
  /// An empty draft.
  public static SessionAffinityConfigBuilder builder() {
    return new SessionAffinityConfigBuilder();
  }
}
