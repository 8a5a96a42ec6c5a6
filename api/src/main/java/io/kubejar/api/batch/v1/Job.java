package io.kubejar.api.batch.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A controller object that runs pods until a given number of them have succeeded.
///
/// @param metadata Standard object metadata: name, namespace, labels, owner references and so on.
/// @param spec How many pods must succeed, how many may run together, and when to give up.
/// @param status Progress counters, timestamps and conditions kept by the job controller.
@ApiType(
    value = "io.k8s.api.batch.v1.Job",
    proto = "k8s.io.api.batch.v1.Job",
    group = "batch",
    version = "v1",
    kind = "Job")
public record Job(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) JobSpec spec,
    @Field(tag = 3) JobStatus status)
    implements ApiObject, JobBuilder.With {
  /// An empty draft.
  public static JobBuilder builder() {
    return new JobBuilder();
  }
}
