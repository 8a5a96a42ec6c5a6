package io.kubejar.api.coordination.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.MicroTime;
import org.jspecify.annotations.Nullable;

/// The holder, the duration in seconds, the times taken and renewed to the microsecond, and how
/// often the holder changed.
///
/// @param holderIdentity Identity of the participant holding the lease now; empty when it is free.
/// @param leaseDurationSeconds Seconds since `renewTime` that others must wait before they may take
///   the lease.
/// @param acquireTime When the present holder obtained the lease, with microsecond precision.
/// @param renewTime When the present holder last confirmed the lease, with microsecond precision.
/// @param leaseTransitions How often the lease has passed from one holder to another.
/// @param strategy How a coordinated leader is chosen, for example `OldestEmulationVersion`; needs
///   coordinated leader election.
/// @param preferredHolder Better suited candidate to whom the holder should yield; requires
///   `strategy` to be set.
@ApiType(
    value = "io.k8s.api.coordination.v1.LeaseSpec",
    proto = "k8s.io.api.coordination.v1.LeaseSpec")
public record LeaseSpec(
    @Field(tag = 1) @Nullable String holderIdentity,
    @Field(tag = 2, format = "int32") @Nullable Integer leaseDurationSeconds,
    @Field(tag = 3) @Nullable MicroTime acquireTime,
    @Field(tag = 4) @Nullable MicroTime renewTime,
    @Field(tag = 5, format = "int32") @Nullable Integer leaseTransitions,
    @Field(tag = 6, known = "OldestEmulationVersion", gate = "CoordinatedLeaderElection")
        @Nullable String strategy,
    @Field(tag = 7, gate = "CoordinatedLeaderElection") @Nullable String preferredHolder)
    implements LeaseSpecBuilder.With {
  /// An empty draft.
  public static LeaseSpecBuilder builder() {
    return new LeaseSpecBuilder();
  }
}
