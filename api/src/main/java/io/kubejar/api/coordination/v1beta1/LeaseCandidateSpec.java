package io.kubejar.api.coordination.v1beta1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.MicroTime;
import org.jspecify.annotations.Nullable;

/// The lease wanted, the versions of the candidate, and the times at which it was asked and
/// answered.
///
/// @param leaseName Name of the lease in the same namespace for which the process stands; it stays.
/// @param pingTime When the election last asked the candidate to show that it is there.
/// @param renewTime When the candidate last said that it is there; may be older than `pingTime`,
///   then it is not eligible.
/// @param binaryVersion Version of the program, as a semantic version without a leading `v`.
/// @param emulationVersion Version that the program behaves like, at most the `binaryVersion`;
///   needed for `OldestEmulationVersion`.
/// @param strategy How a leader should be chosen, such as `OldestEmulationVersion`; the strategy of
///   the highest binary version counts.
@ApiType(
    value = "io.k8s.api.coordination.v1beta1.LeaseCandidateSpec",
    proto = "k8s.io.api.coordination.v1beta1.LeaseCandidateSpec")
public record LeaseCandidateSpec(
    @Field(tag = 1, required = true, always = true) String leaseName,
    @Field(tag = 2) @Nullable MicroTime pingTime,
    @Field(tag = 3) @Nullable MicroTime renewTime,
    @Field(tag = 4, required = true, always = true) String binaryVersion,
    @Field(tag = 5) String emulationVersion,
    @Field(tag = 6, required = true, known = "OldestEmulationVersion") String strategy)
    implements LeaseCandidateSpecBuilder.With {
  /// An empty draft.
  public static LeaseCandidateSpecBuilder builder() {
    return new LeaseCandidateSpecBuilder();
  }
}
