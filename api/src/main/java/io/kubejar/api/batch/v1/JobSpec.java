package io.kubejar.api.batch.v1;

import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The pod template, how many pods run at a time and must succeed, and the limits on failures and
/// duration (seconds).
///
/// @param parallelism Most pods running at the same time; default 1, and 0 halts the work.
/// @param completions Successful pods needed; 1 if this and parallelism are unset, otherwise absent
///   lets any success finish.
/// @param activeDeadlineSeconds Seconds the job may be active, counted from its start, before it is
///   stopped as failed.
/// @param podFailurePolicy Rules deciding how a failed pod counts; needs pods with restartPolicy
///   `Never`.
/// @param successPolicy Rules for declaring an `Indexed` job successful before all of its indexes
///   have succeeded.
/// @param backoffLimit Retries before the job fails; default 6, or practically unlimited when
///   `backoffLimitPerIndex` is used.
/// @param backoffLimitPerIndex Retries for each single index; only for `Indexed` jobs with
///   restartPolicy `Never`.
/// @param maxFailedIndexes Failed indexes after which the whole job fails; requires
///   `backoffLimitPerIndex`.
/// @param selector Labels identifying the job's pods; normally generated, so leave it empty.
/// @param manualSelector True if the author provides selector and labels and guarantees that they
///   are unique.
/// @param template Blueprint of the worker pods; restartPolicy must be `Never` or `OnFailure`.
/// @param ttlSecondsAfterFinished Seconds a finished job is kept before automatic deletion; absent
///   keeps it forever, 0 deletes immediately.
/// @param completionMode `NonIndexed` (default) counts any successes, `Indexed` requires one
///   success for every completion index.
/// @param suspend True withholds pods and removes active ones until it is reset; default false.
/// @param podReplacementPolicy Create replacements on `TerminatingOrFailed` (usual default) or only
///   on `Failed`, forced by a podFailurePolicy.
/// @param managedBy Controller in charge; absent or `kubernetes.io/job-controller` means the built-
///   in one. Cannot be changed.
@ApiType(value = "io.k8s.api.batch.v1.JobSpec", proto = "k8s.io.api.batch.v1.JobSpec")
public record JobSpec(
    @Field(tag = 1, format = "int32") @Nullable Integer parallelism,
    @Field(tag = 2, format = "int32") @Nullable Integer completions,
    @Field(tag = 3, format = "int64") @Nullable Long activeDeadlineSeconds,
    @Field(tag = 11) @Nullable PodFailurePolicy podFailurePolicy,
    @Field(tag = 16) @Nullable SuccessPolicy successPolicy,
    @Field(tag = 7, format = "int32") @Nullable Integer backoffLimit,
    @Field(tag = 12, format = "int32") @Nullable Integer backoffLimitPerIndex,
    @Field(tag = 13, format = "int32") @Nullable Integer maxFailedIndexes,
    @Field(tag = 4) @Nullable LabelSelector selector,
    @Field(tag = 5) @Nullable Boolean manualSelector,
    @Field(tag = 6, required = true, always = true) PodTemplateSpec template,
    @Field(tag = 8, format = "int32") @Nullable Integer ttlSecondsAfterFinished,
    @Field(
            tag = 9,
            oneOf = {"Indexed", "NonIndexed"})
        @Nullable String completionMode,
    @Field(tag = 10) @Nullable Boolean suspend,
    @Field(
            tag = 14,
            oneOf = {"Failed", "TerminatingOrFailed"})
        @Nullable String podReplacementPolicy,
    @Field(tag = 15) @Nullable String managedBy)
    implements JobSpecBuilder.With {
  /// An empty draft.
  public static JobSpecBuilder builder() {
    return new JobSpecBuilder();
  }
}
