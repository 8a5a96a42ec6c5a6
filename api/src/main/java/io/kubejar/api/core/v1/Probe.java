package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A periodic check of a container: the action, delay, period and timeout in seconds, and how many
/// results in a row count as success or failure.
///
/// @param exec Check by running a command in the container; exit code 0 passes.
/// @param httpGet Check by an HTTP GET; any status from 200 up to 399 passes.
/// @param tcpSocket Check by opening a TCP connection; being able to connect passes.
/// @param grpc Check by calling the standard gRPC health service.
/// @param initialDelaySeconds Seconds to wait after the container starts before the first check;
///   default 0.
/// @param timeoutSeconds Seconds after which one check counts as failed; default 1, minimum 1.
/// @param periodSeconds Seconds from one check to the next; default 10, minimum 1.
/// @param successThreshold Consecutive successes needed after a failure; default 1, which liveness
///   and startup probes must use.
/// @param failureThreshold Consecutive failures after which the check as a whole is considered
///   failed; default 3, minimum 1.
/// @param terminationGracePeriodSeconds Grace period in seconds when this probe kills the
///   container, instead of the pod's; not for readiness.
@ApiType(value = "io.k8s.api.core.v1.Probe", proto = "k8s.io.api.core.v1.Probe")
public record Probe(
    @Field(tag = 1, within = 1) @Nullable ExecAction exec,
    @Field(tag = 2, within = 1) @Nullable HTTPGetAction httpGet,
    @Field(tag = 3, within = 1) @Nullable TCPSocketAction tcpSocket,
    @Field(tag = 4, within = 1) @Nullable GRPCAction grpc,
    @Field(tag = 2, format = "int32") int initialDelaySeconds,
    @Field(tag = 3, format = "int32") int timeoutSeconds,
    @Field(tag = 4, format = "int32") int periodSeconds,
    @Field(tag = 5, format = "int32") int successThreshold,
    @Field(tag = 6, format = "int32") int failureThreshold,
    @Field(tag = 7, format = "int64") @Nullable Long terminationGracePeriodSeconds)
    implements ProbeBuilder.With {
  /// An empty draft.
  public static ProbeBuilder builder() {
    return new ProbeBuilder();
  }
}
