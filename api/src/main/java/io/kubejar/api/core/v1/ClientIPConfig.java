package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The settings of affinity by client address: how many seconds a client keeps going to the same
/// endpoint.
///
/// @param timeoutSeconds How long a client sticks to its pod, in seconds, 1 to 86400; default 10800
///   (three hours).
@ApiType(value = "io.k8s.api.core.v1.ClientIPConfig", proto = "k8s.io.api.core.v1.ClientIPConfig")
public record ClientIPConfig(@Field(tag = 1, format = "int32") @Nullable Integer timeoutSeconds)
    implements ClientIPConfigBuilder.With {
  /// An empty draft.
  public static ClientIPConfigBuilder builder() {
    return new ClientIPConfigBuilder();
  }
}
