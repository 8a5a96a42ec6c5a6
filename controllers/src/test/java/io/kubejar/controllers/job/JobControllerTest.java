package io.kubejar.controllers.job;

import static io.kubejar.controllers.testing.Objects.NAMESPACE;
import static io.kubejar.controllers.testing.Objects.finish;
import static io.kubejar.controllers.testing.Objects.runAll;
import static io.kubejar.controllers.testing.Objects.selector;
import static io.kubejar.controllers.testing.Objects.stopTerminating;
import static io.kubejar.controllers.testing.Objects.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.batch.v1.Job;
import io.kubejar.api.batch.v1.JobCondition;
import io.kubejar.api.batch.v1.JobKind;
import io.kubejar.api.batch.v1.JobSpecBuilder;
import io.kubejar.api.batch.v1.PodFailurePolicy;
import io.kubejar.api.batch.v1.PodFailurePolicyOnExitCodesRequirement;
import io.kubejar.api.batch.v1.PodFailurePolicyRule;
import io.kubejar.api.core.v1.ContainerStateTerminated;
import io.kubejar.api.core.v1.ContainerStatus;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.controllers.testing.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JobControllerTest {
  private final TestCluster cluster = new TestCluster();
  private final JobController controller = new JobController(cluster.context());
  private final TtlAfterFinishedController ttl = new TtlAfterFinishedController(cluster.context());

  @AfterEach
  void close() {
    cluster.close();
  }

  private void reconcile() {
    cluster.reconcile(controller.loop(), controller.orphans(), ttl.loop());
  }

  private void given(Consumer<JobSpecBuilder> spec) {
    cluster
        .api()
        .put(
            JobKind.JOB,
            Job.builder()
                .metadata(m -> m.namespace(NAMESPACE).name("j"))
                .spec(
                    s -> {
                      s.selector(selector("j"))
                          .template(
                              template("j", "x:1").with(t -> t.spec(p -> p.restartPolicy("Never"))))
                          .parallelism(1)
                          .completions(1)
                          .backoffLimit(6)
                          .completionMode("NonIndexed");
                      spec.accept(s);
                    })
                .build());
  }

  private void change(UnaryOperator<Job> change) {
    cluster.api().change(JobKind.JOB, NAMESPACE, "j", change::apply);
  }

  private Job job() {
    return cluster.api().existing(JobKind.JOB, NAMESPACE, "j");
  }

  private List<Pod> pods() {
    return cluster.api().all(PodKind.POD);
  }

  private List<Pod> live() {
    return pods().stream().filter(io.kubejar.controllers.runtime.Pods::isActive).toList();
  }

  private void end(Pod pod, String phase) {
    finish(cluster, pod.metadata().name(), phase);
  }

  private List<String> conditions() {
    return job().status().conditions().stream().map(JobControllerTest::text).toList();
  }

  private static String text(JobCondition c) {
    return c.type() + "=" + c.status() + " " + c.reason() + ": " + c.message();
  }

  @Test
  void runsToCompletion() {
    given(s -> s.completions(2).parallelism(1).ttlSecondsAfterFinished(100));
    reconcile();
    assertThat(pods()).singleElement().satisfies(p -> assertThat(JobPods.isTracked(p)).isTrue());
    assertThat(job().status().active()).isEqualTo(1);
    assertThat(job().status().startTime()).isNotNull();

    end(live().getFirst(), "Succeeded");
    reconcile();
    assertThat(job().status().succeeded()).isEqualTo(1);
    assertThat(pods()).hasSize(2);
    end(live().getFirst(), "Succeeded");
    reconcile();

    assertThat(job().status().succeeded()).isEqualTo(2);
    assertThat(job().status().active()).isZero();
    assertThat(job().status().ready()).isZero();
    assertThat(job().status().terminating()).isZero();
    assertThat(job().status().completionTime()).isNotNull();
    assertThat(job().status().uncountedTerminatedPods()).isNotNull();
    assertThat(conditions())
        .containsExactly(
            "SuccessCriteriaMet=True CompletionsReached: Reached expected number of succeeded pods",
            "Complete=True CompletionsReached: Reached expected number of succeeded pods");
    assertThat(pods()).noneMatch(JobPods::isTracked);
    assertThat(cluster.events()).contains("Normal Completed Job/j: Job completed");

    cluster.clock().advance(Duration.ofSeconds(100));
    reconcile();
    assertThat(job().metadata().deletionTimestamp()).isNotNull();
  }

  @Test
  void triesAgainAfterAWaitAndGivesUp() {
    given(s -> s.backoffLimit(1));
    reconcile();
    end(live().getFirst(), "Failed");
    reconcile();
    assertThat(job().status().failed()).isEqualTo(1);
    assertThat(live()).isEmpty();

    cluster.clock().advance(Duration.ofSeconds(10));
    reconcile();
    assertThat(live()).hasSize(1);
    end(live().getFirst(), "Failed");
    reconcile();
    assertThat(job().status().failed()).isEqualTo(2);
    assertThat(conditions())
        .containsExactly(
            "FailureTarget=True BackoffLimitExceeded: Job has reached the specified backoff limit",
            "Failed=True BackoffLimitExceeded: Job has reached the specified backoff limit");
    assertThat(cluster.events())
        .contains(
            "Warning BackoffLimitExceeded Job/j: Job has reached the specified backoff limit");
  }

  @Test
  void runsEachIndexOnce() {
    given(s -> s.completions(4).parallelism(3).completionMode("Indexed"));
    reconcile();
    assertThat(pods().stream().map(JobPods::index)).containsExactlyInAnyOrder(0, 1, 2);
    Pod first = pods().stream().filter(p -> JobPods.index(p) == 0).findFirst().orElseThrow();
    assertThat(first.spec().hostname()).isEqualTo("j-0");
    assertThat(first.metadata().generateName()).isEqualTo("j-0-");
    assertThat(first.spec().containers().getFirst().env().getFirst().name())
        .isEqualTo("JOB_COMPLETION_INDEX");

    for (Pod pod : live()) {
      end(pod, "Succeeded");
    }
    reconcile();
    assertThat(job().status().completedIndexes()).isEqualTo("0-2");
    assertThat(live().stream().map(JobPods::index)).containsExactly(3);
    end(live().getFirst(), "Succeeded");
    reconcile();
    assertThat(job().status().completedIndexes()).isEqualTo("0-3");
    assertThat(job().status().succeeded()).isEqualTo(4);
    assertThat(JobStatuses.holds(job().status(), "Complete")).isTrue();
  }

  @Test
  void failsSingleIndexes() {
    given(
        s ->
            s.completions(2)
                .parallelism(2)
                .completionMode("Indexed")
                .backoffLimit(Integer.MAX_VALUE)
                .backoffLimitPerIndex(0));
    reconcile();
    for (Pod pod : live()) {
      end(pod, JobPods.index(pod) == 0 ? "Failed" : "Succeeded");
    }
    reconcile();
    assertThat(job().status().failedIndexes()).isEqualTo("0");
    assertThat(job().status().completedIndexes()).isEqualTo("1");
    assertThat(conditions()).contains("Failed=True FailedIndexes: Job has failed indexes");
  }

  @Test
  void endsAtItsDeadlineOnceAllPodsHaveStopped() {
    given(s -> s.activeDeadlineSeconds(30L));
    reconcile();
    runAll(cluster);
    cluster.clock().advance(Duration.ofSeconds(30));
    reconcile();
    assertThat(pods()).allMatch(p -> p.metadata().deletionTimestamp() != null);
    end(pods().getFirst(), "Failed");
    reconcile();
    assertThat(conditions())
        .contains("Failed=True DeadlineExceeded: Job was active longer than specified deadline");
  }

  @Test
  void suspendsAndResumes() {
    given(s -> s.suspend(true));
    reconcile();
    assertThat(pods()).isEmpty();
    assertThat(job().status().startTime()).isNull();
    assertThat(conditions()).containsExactly("Suspended=True JobSuspended: Job suspended");

    change(j -> j.with(b -> b.spec(s -> s.suspend(false))));
    reconcile();
    assertThat(live()).hasSize(1);
    assertThat(conditions()).containsExactly("Suspended=False JobResumed: Job resumed");

    runAll(cluster);
    change(j -> j.with(b -> b.spec(s -> s.suspend(true))));
    reconcile();
    stopTerminating(cluster);
    reconcile();
    assertThat(pods()).isEmpty();
    assertThat(job().status().failed()).isZero();
    assertThat(job().status().active()).isZero();
  }

  @Test
  void failsByItsRules() {
    given(
        s ->
            s.podReplacementPolicy("Failed")
                .podFailurePolicy(
                    PodFailurePolicy.builder()
                        .rules(
                            PodFailurePolicyRule.builder()
                                .action("FailJob")
                                .onExitCodes(
                                    PodFailurePolicyOnExitCodesRequirement.builder()
                                        .operator("In")
                                        .values(42)
                                        .build())
                                .build())
                        .build()));
    reconcile();
    String name = live().getFirst().metadata().name();
    cluster
        .api()
        .change(
            PodKind.POD,
            NAMESPACE,
            name,
            p ->
                p.with(
                    b ->
                        b.status(
                            st ->
                                st.phase("Failed")
                                    .containerStatuses(
                                        ContainerStatus.builder()
                                            .name("c")
                                            .state(
                                                x ->
                                                    x.terminated(
                                                        ContainerStateTerminated.builder()
                                                            .exitCode(42)
                                                            .build()))
                                            .build()))));
    reconcile();
    assertThat(conditions())
        .contains(
            "Failed=True PodFailurePolicy: Container c for pod default/"
                + name
                + " failed with exit code 42 matching FailJob rule at index 0");
  }

  @Test
  void letsPodsOfADeletedJobGo() {
    given(s -> {});
    reconcile();
    cluster.api().remove(JobKind.JOB, NAMESPACE, "j");
    reconcile();
    assertThat(pods()).hasSize(1).noneMatch(JobPods::isTracked);
  }

  @Test
  void writesIndexesAsRanges() {
    assertThat(Indexes.text(Indexes.parse("1,3-5,7", 100))).isEqualTo("1,3-5,7");
    assertThat(Indexes.text(Indexes.parse("0,1,4", 100))).isEqualTo("0,1,4");
    assertThat(Indexes.text(Indexes.parse("", 100))).isEmpty();
    assertThat(Indexes.parse("0-9", 3)).containsExactly(0, 1, 2);
  }
}
