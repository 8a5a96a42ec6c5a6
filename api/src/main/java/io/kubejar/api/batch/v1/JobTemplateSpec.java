package io.kubejar.api.batch.v1;

import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The pattern for jobs made by a cron job: metadata to copy and a job specification.
///
/// @param metadata Labels and annotations copied onto the jobs made from this template.
/// @param spec Specification given to every job made from this template.
@ApiType(
    value = "io.k8s.api.batch.v1.JobTemplateSpec",
    proto = "k8s.io.api.batch.v1.JobTemplateSpec")
public record JobTemplateSpec(@Field(tag = 1) ObjectMeta metadata, @Field(tag = 2) JobSpec spec)
    implements JobTemplateSpecBuilder.With {
  /// An empty draft.
  public static JobTemplateSpecBuilder builder() {
    return new JobTemplateSpecBuilder();
  }
}
