package io.kubejar.controllers.cronjob;

import static io.kubejar.controllers.testing.Objects.NAMESPACE;
import static io.kubejar.controllers.testing.Objects.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.batch.v1.CronJob;
import io.kubejar.api.batch.v1.CronJobKind;
import io.kubejar.api.batch.v1.CronJobSpecBuilder;
import io.kubejar.api.batch.v1.Job;
import io.kubejar.api.batch.v1.JobCondition;
import io.kubejar.api.batch.v1.JobKind;
import io.kubejar.api.value.Time;
import io.kubejar.controllers.testing.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CronJobControllerTest {
  private final TestCluster cluster = new TestCluster();
  private final CronJobController controller = new CronJobController(cluster.context());

  @AfterEach
  void close() {
    cluster.close();
  }

  private void reconcile() {
    cluster.reconcile(controller.loop());
  }

  private void given(Consumer<CronJobSpecBuilder> spec) {
    cluster
        .api()
        .put(
            CronJobKind.CRON_JOB,
            CronJob.builder()
                .metadata(m -> m.namespace(NAMESPACE).name("c"))
                .spec(
                    s -> {
                      s.schedule("*/5 * * * *")
                          .timeZone("Etc/UTC")
                          .concurrencyPolicy("Allow")
                          .successfulJobsHistoryLimit(1)
                          .failedJobsHistoryLimit(1)
                          .jobTemplate(t -> t.spec(j -> j.template(template("c", "x:1"))));
                      spec.accept(s);
                    })
                .build());
  }

  private CronJob cron() {
    return cluster.api().existing(CronJobKind.CRON_JOB, NAMESPACE, "c");
  }

  private List<Job> jobs() {
    return cluster.api().all(JobKind.JOB);
  }

  private void pass(Duration time) {
    cluster.clock().advance(time.plusMillis(100));
    reconcile();
  }

  private void complete(Job job) {
    Time now = new Time(cluster.clock().instant());
    cluster
        .api()
        .change(
            JobKind.JOB,
            NAMESPACE,
            job.metadata().name(),
            j ->
                j.with(
                    b ->
                        b.status(
                            s ->
                                s.startTime(now)
                                    .completionTime(now)
                                    .conditions(
                                        JobCondition.builder()
                                            .type("Complete")
                                            .status("True")
                                            .build()))));
  }

  @Test
  void makesAJobAtEachTimeAndKeepsSomeOfThem() {
    given(s -> {});
    reconcile();
    assertThat(jobs()).isEmpty();
    pass(Duration.ofMinutes(5));
    Job job = jobs().getFirst();
    long minutes = Instant.parse("2026-01-01T00:05:00Z").getEpochSecond() / 60;
    assertThat(job.metadata().name()).isEqualTo("c-" + minutes);
    assertThat(job.metadata().annotations())
        .containsEntry("batch.kubernetes.io/cronjob-scheduled-timestamp", "2026-01-01T00:05:00Z");
    assertThat(cron().status().active()).hasSize(1);
    assertThat(cron().status().lastScheduleTime()).isEqualTo(Time.parse("2026-01-01T00:05:00Z"));
    assertThat(cluster.events())
        .contains("Normal SuccessfulCreate CronJob/c: Created job c-" + minutes);

    complete(job);
    reconcile();
    assertThat(cron().status().active()).isEmpty();
    assertThat(cron().status().lastSuccessfulTime()).isNotNull();
    assertThat(cluster.events())
        .contains(
            "Normal SawCompletedJob CronJob/c: Saw completed job: c-"
                + minutes
                + ", condition: Complete");
    pass(Duration.ofMinutes(5));
    complete(jobs().getLast());
    reconcile();
    assertThat(jobs()).hasSize(1);
  }

  @Test
  void tellsOfAJobThatItDoesNotKnow() {
    given(s -> {});
    reconcile();
    pass(Duration.ofMinutes(5));
    assertThat(cluster.events()).noneMatch(text -> text.contains("UnexpectedJob"));
    Job made = jobs().getFirst();
    cluster
        .api()
        .put(JobKind.JOB, made.with(b -> b.metadata(m -> m.name("forgotten").uid("u-forgotten"))));
    pass(Duration.ofMinutes(1));
    assertThat(cluster.events())
        .contains(
            "Warning UnexpectedJob CronJob/c: Saw a job that the controller did not create or"
                + " forgot: forgotten");
  }

  @Test
  void waitsOrReplacesWhileAJobRuns() {
    given(s -> s.concurrencyPolicy("Forbid"));
    reconcile();
    pass(Duration.ofMinutes(5));
    pass(Duration.ofMinutes(5));
    assertThat(jobs()).hasSize(1);
    String first = jobs().getFirst().metadata().name();

    cluster
        .api()
        .change(
            CronJobKind.CRON_JOB,
            NAMESPACE,
            "c",
            c -> c.with(b -> b.spec(s -> s.concurrencyPolicy("Replace"))));
    reconcile();
    assertThat(jobs())
        .singleElement()
        .satisfies(j -> assertThat(j.metadata().name()).isNotEqualTo(first));
    assertThat(cron().status().active()).hasSize(1);
  }

  @Test
  void leavesOutTimesItWasTooLateFor() {
    given(s -> s.suspend(true).startingDeadlineSeconds(10L));
    reconcile();
    cluster.clock().advance(Duration.ofMinutes(6));
    cluster
        .api()
        .change(
            CronJobKind.CRON_JOB, NAMESPACE, "c", c -> c.with(b -> b.spec(s -> s.suspend(false))));
    reconcile();
    assertThat(jobs()).isEmpty();
    pass(Duration.ofMinutes(4));
    assertThat(jobs()).hasSize(1);
  }

  @Test
  void knowsTimes() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z"); // a Thursday
    assertThat(next("0 9-17/4 * * mon-fri", start)).isEqualTo("2026-01-01T09:00:00Z");
    assertThat(next("0 0 13 * fri", start)).isEqualTo("2026-01-02T00:00:00Z");
    assertThat(next("0 0 29 2 *", start)).isEqualTo("2028-02-29T00:00:00Z");
    assertThat(next("@weekly", start)).isEqualTo("2026-01-04T00:00:00Z");
    assertThat(next("@every 90s", start)).isEqualTo("2026-01-01T00:01:30Z");
    assertThat(Schedule.parse("0 0 30 2 *", ZoneOffset.UTC).next(start)).isNull();
    assertThat(Schedule.parse("30 2 * * *", ZoneId.of("Europe/Vienna")).next(start))
        .isEqualTo("2026-01-01T01:30:00Z");
  }

  private static Instant next(String schedule, Instant after) {
    Instant next = Schedule.parse(schedule, ZoneOffset.UTC).next(after);
    assertThat(next).isNotNull();
    return next;
  }
}
