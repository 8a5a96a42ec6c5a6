package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A probe that calls the standard gRPC health service on a port of the pod, optionally for a named
/// service.
///
/// @param port Port of the gRPC health service, from 1 to 65535.
/// @param service Service name placed in the health check request; empty, the default, asks about
///   the whole server.
@ApiType(value = "io.k8s.api.core.v1.GRPCAction", proto = "k8s.io.api.core.v1.GRPCAction")
public record GRPCAction(
    @Field(tag = 1, required = true, always = true, format = "int32") int port,
    @Field(tag = 2, always = true, byDefault = "\"\"") @Nullable String service)
    implements GRPCActionBuilder.With {
  /// An empty draft.
  public static GRPCActionBuilder builder() {
    return new GRPCActionBuilder();
  }
}
