package io.kubejar.api.batch.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// One observed aspect of a job, such as `Complete`, `Failed` or `Suspended`.
///
/// @param type `Complete`, `Failed`, `Suspended`, or the interim `SuccessCriteriaMet` and
///   `FailureTarget` set before the final one.
/// @param status Whether the condition holds: `True`, `False` or `Unknown` if it cannot be told.
/// @param lastProbeTime When the controller most recently evaluated this condition of the job.
/// @param lastTransitionTime Moment at which the condition's status most recently took another
///   value.
/// @param reason CamelCase code for the cause of the latest change, such as `BackoffLimitExceeded`.
/// @param message Text for people with particulars of the latest change of this condition.
@ApiType(value = "io.k8s.api.batch.v1.JobCondition", proto = "k8s.io.api.batch.v1.JobCondition")
public record JobCondition(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {"Complete", "Failed", "FailureTarget", "SuccessCriteriaMet", "Suspended"})
        String type,
    @Field(
            tag = 2,
            required = true,
            always = true,
            known = {"False", "True", "Unknown"})
        String status,
    @Field(tag = 3, always = true) @Nullable Time lastProbeTime,
    @Field(tag = 4, always = true) @Nullable Time lastTransitionTime,
    @Field(tag = 5) String reason,
    @Field(tag = 6) String message)
    implements JobConditionBuilder.With {
  /// An empty draft.
  public static JobConditionBuilder builder() {
    return new JobConditionBuilder();
  }
}
