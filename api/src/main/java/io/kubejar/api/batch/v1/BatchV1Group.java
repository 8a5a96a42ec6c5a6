package io.kubejar.api.batch.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `batch`, version `v1`.
public final class BatchV1Group {
  public static final List<Kind<?>> KINDS = List.of(CronJobKind.CRON_JOB, JobKind.JOB);

  private BatchV1Group() {}
}
