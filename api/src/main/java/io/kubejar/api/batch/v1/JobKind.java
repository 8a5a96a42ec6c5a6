package io.kubejar.api.batch.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
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
  public void validate(Job job, FieldErrors errors) {
    JobValidation.check(job, errors);
  }

  @Override
  public void validateUpdate(Job job, Job old, FieldErrors errors) {
    JobValidation.check(job, errors);
    JobValidation.checkUpdate(job, old, errors);
  }

  @Override
  public List<SelectableField<Job>> selectableFields() {
    return List.of(
        new SelectableField<>(
            "status.successful", job -> Integer.toString(job.status().succeeded())));
  }

  @Override
  public List<Column<Job>> columns() {
    return JobColumns.ALL;
  }
}
