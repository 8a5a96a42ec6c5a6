package io.kubejar.api.batch.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.value.Time;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class JobStatusRulesTest {
  private static final Time START = new Time(Instant.parse("2024-01-01T00:00:00Z"));
  private static final Time END = new Time(Instant.parse("2024-01-01T01:00:00Z"));
  private static final Job NEW =
      JobKind.JOB.defaults(
          Job.builder()
              .metadata(m -> m.name("job").namespace("ns").uid("u").resourceVersion("1"))
              .spec(
                  s ->
                      s.template(
                          t ->
                              t.spec(
                                  p ->
                                      p.restartPolicy("Never")
                                          .containers(
                                              Container.builder().name("c").image("i").build()))))
              .build());
  private static final Job DONE =
      status(
          s ->
              s.startTime(START)
                  .completionTime(END)
                  .succeeded(1)
                  .conditions(List.of(is("SuccessCriteriaMet"), is("Complete"))));

  private static JobCondition is(String type) {
    return JobCondition.builder().type(type).status("True").build();
  }

  private static Job status(UnaryOperator<JobStatusBuilder> change) {
    return NEW.with(d -> d.status(change.apply(JobStatus.builder()).build()));
  }

  private static List<String> errors(Job job, Job old) {
    return Validation.status(JobKind.JOB, job, old).stream().map(FieldError::toString).toList();
  }

  @Test
  void aJobRunsAndEnds() {
    Job running = status(s -> s.startTime(START).active(1).ready(1));
    assertThat(errors(running, NEW)).isEmpty();
    assertThat(errors(DONE, running)).isEmpty();
  }

  @Test
  void theEndIsWhole() {
    assertThat(errors(status(s -> s.startTime(START).completionTime(END)), NEW))
        .containsExactly(
            "status.completionTime: Invalid value: \"2024-01-01T01:00:00Z\": cannot set"
                + " completionTime when there is no Complete=True condition");
    assertThat(errors(status(s -> s.active(1).conditions(List.of(is("Complete")))), NEW))
        .containsExactly(
            "status.completionTime: Required value: completionTime is required for Complete jobs",
            "status.conditions: Invalid value: cannot set Complete=True condition without the"
                + " SuccessCriteriaMet=true condition",
            "status.active: Invalid value: 1: active>0 is invalid for finished job",
            "status.startTime: Required value: startTime is required for finished job");
    assertThat(errors(status(s -> s.startTime(START).conditions(List.of(is("Failed")))), NEW))
        .containsExactly(
            "status.conditions: Invalid value: cannot set Failed=True condition without the"
                + " FailureTarget=true condition");
  }

  @Test
  void theEndIsTheEnd() {
    assertThat(errors(status(s -> s.startTime(START)), DONE))
        .containsExactly(
            "status.conditions: Invalid value: cannot disable the terminal Complete=True condition",
            "status.succeeded: Invalid value: 0: cannot decrease the succeeded counter",
            "status.conditions: Invalid value: cannot disable the SuccessCriteriaMet=True"
                + " condition");
    assertThat(errors(DONE.with(d -> d.status(s -> s.startTime(END))), DONE))
        .containsExactly(
            "status.startTime: Required value: startTime cannot be modified for unsuspended job");
  }

  @Test
  void aJobThatGoesOnBeginsAnew() {
    Job held = status(s -> s.startTime(START).conditions(List.of(is("Suspended"))));
    assertThat(errors(status(s -> s.startTime(END)), held)).isEmpty();
  }

  @Test
  void indexesBelongToIndexedJobsAndEndOnce() {
    assertThat(errors(status(s -> s.completedIndexes("0")), NEW))
        .containsExactly(
            "status.completedIndexes: Invalid value: \"0\": cannot set non-empty completedIndexes"
                + " when non-indexed completion mode");
    Job indexed =
        NEW.with(
            d -> d.spec(s -> s.completionMode("Indexed").completions(9).backoffLimitPerIndex(1)));
    Job both = indexed.with(d -> d.status(s -> s.completedIndexes("0-3,5").failedIndexes("4-6")));
    assertThat(errors(both, indexed))
        .containsExactly(
            "status.failedIndexes: Invalid value: \"4-6\": failedIndexes and completedIndexes"
                + " overlap at index: 5");
    Job beyond = indexed.with(d -> d.status(s -> s.completedIndexes("9")));
    assertThat(errors(beyond, indexed))
        .containsExactly(
            "status.completedIndexes: Invalid value: \"9\": error parsing completedIndexes: too"
                + " large index: \"9\"");
  }

  @Test
  void noPodIsCountedTwice() {
    assertThat(
            errors(
                status(
                    s ->
                        s.active(1)
                            .ready(2)
                            .uncountedTerminatedPods(
                                UncountedTerminatedPods.builder()
                                    .succeeded(List.of("a", ""))
                                    .failed(List.of("a"))
                                    .build())),
                NEW))
        .containsExactly(
            "status.uncountedTerminatedPods.succeeded[1]: Invalid value: \"\": must not be empty",
            "status.uncountedTerminatedPods.failed[0]: Duplicate value: \"a\"",
            "status.ready: Invalid value: 2: cannot set more ready pods than active");
  }
}
