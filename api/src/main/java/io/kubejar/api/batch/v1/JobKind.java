package io.kubejar.api.batch.v1;

import io.kubejar.api.core.v1.PodWarnings;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.ObjectMetaValidation;
import io.kubejar.api.kind.Path;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `jobs` resource: names and rules of [Job].
public final class JobKind implements Kind<Job> {
  public static final JobKind JOB = new JobKind();

  private static final Names NAMES =
      Names.of("batch", "v1", "Job", "jobs")
          .namespaced()
          .categories("all")
          .stored("/registry/jobs/", "mudhfqk/qZY=")
          .subresource("status", "get", "patch", "update")
          .build();

  private JobKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<Job> codec() {
    return JobCodec.INSTANCE;
  }

  @Override
  public Job defaults(Job job) {
    return JobDefaults.of(job);
  }

  @Override
  public Job prepareCreate(Job job) {
    return JobDefaults.selecting(job.with(draft -> draft.status(JobStatusCodec.INSTANCE.zero())));
  }

  @Override
  public Job prepareStatusUpdate(Job job, Job old) {
    return job.with(draft -> draft.spec(old.spec()));
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.OBJECT;
  }

  @Override
  public void validate(Job job, FieldErrors errors) {
    JobValidation.check(job, errors);
  }

  @Override
  public void validateUpdate(Job job, Job old, FieldErrors errors) {
    JobValidation.check(job, errors);
    ObjectMetaValidation.checkUpdate(job.metadata(), old.metadata(), errors);
    JobValidation.checkUpdate(job, old, errors);
  }

  @Override
  public void validateStatusUpdate(Job job, Job old, FieldErrors errors) {
    JobStatusValidation.check(job, old, errors);
  }

  @Override
  public List<SelectableField<Job>> selectableFields() {
    return List.of(
        new SelectableField<>(
            "status.successful", job -> Integer.toString(job.status().succeeded())));
  }

  @Override
  public List<String> warningsOnDelete() {
    return List.of(
        "child pods are preserved by default when jobs are deleted; set"
            + " propagationPolicy=Background to remove them or set propagationPolicy=Orphan to"
            + " suppress this warning");
  }

  @Override
  public String unsupportedField(String field) {
    return "field label \"%s\" not supported for Job".formatted(field);
  }

  @Override
  public List<String> warnings(Job object) {
    return PodWarnings.of(object.spec().template(), Path.of("spec", "template"));
  }

  @Override
  public List<String> warningsOnUpdate(Job object, Job old) {
    return raisesGeneration(object, old) ? warnings(object) : List.of();
  }

  @Override
  public List<Column<Job>> columns() {
    return JobColumns.ALL;
  }
}
