package io.kubejar.api.batch.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobRulesTest {
  @Test
  void labelsInheritedFromTheTemplateFollowIt() {
    assertThat(created(Map.of()).metadata().labels())
        .containsOnlyKeys(
            "app",
            "job-name",
            "controller-uid",
            "batch.kubernetes.io/job-name",
            "batch.kubernetes.io/controller-uid");
    assertThat(created(Map.of("app", "a")).metadata().labels()).containsOnlyKeys("app");
  }

  private static Job created(Map<String, String> labels) {
    return JobKind.JOB.prepareCreate(
        JobKind.JOB.defaults(
            Job.builder()
                .metadata(m -> m.name("j").uid("u-1").labels(labels))
                .spec(
                    spec ->
                        spec.template(
                            template -> template.metadata(m -> m.labels(Map.of("app", "a")))))
                .build()));
  }

  @Test
  void exitCodesAreOrderedAndOfContainersThatAreThere() {
    assertThat(
            errors(
                spec ->
                    spec.podFailurePolicy(
                        policy ->
                            policy.rules(
                                PodFailurePolicyRule.builder()
                                    .action("FailJob")
                                    .onExitCodes(
                                        codes ->
                                            codes.containerName("x").operator("In").values(3, 0, 3))
                                    .build()))))
        .containsExactly(
            "spec.podFailurePolicy.rules[0].onExitCodes.containerName: Invalid value: \"x\": must"
                + " be one of the container or initContainer names in the pod template",
            "spec.podFailurePolicy.rules[0].onExitCodes.values[1]: Invalid value: 0: must not be 0"
                + " for the In operator",
            "spec.podFailurePolicy.rules[0].onExitCodes.values[2]: Duplicate value: 3",
            "spec.podFailurePolicy.rules[0].onExitCodes.values: Invalid value: [3,0,3]: must be"
                + " ordered");
  }

  @Test
  void failuresHaveAnActionThatFits() {
    assertThat(
            errors(
                spec ->
                    spec.podFailurePolicy(
                        policy ->
                            policy.rules(
                                rule("FailIndex"),
                                rule(""),
                                PodFailurePolicyRule.builder().action("Count").build()))))
        .containsExactly(
            "spec.podFailurePolicy.rules[0].action: Invalid value: \"FailIndex\": requires the"
                + " backoffLimitPerIndex to be set",
            "spec.podFailurePolicy.rules[1].action: Required value: valid values: [\"Count\""
                + " \"FailIndex\" \"FailJob\" \"Ignore\"]",
            "spec.podFailurePolicy.rules[2]: Invalid value: specifying one of OnExitCodes and"
                + " OnPodConditions is required");
  }

  private static PodFailurePolicyRule rule(String action) {
    return PodFailurePolicyRule.builder()
        .action(action)
        .onPodConditions(
            PodFailurePolicyOnPodConditionsPattern.builder()
                .type("DisruptionTarget")
                .status("True")
                .build())
        .build();
  }

  @Test
  void successIsOfIndexesTheJobHas() {
    assertThat(
            errors(
                spec ->
                    indexed(spec)
                        .successPolicy(
                            policy ->
                                policy.rules(
                                    SuccessPolicyRule.builder().build(),
                                    SuccessPolicyRule.builder()
                                        .succeededIndexes("0-1")
                                        .succeededCount(4)
                                        .build(),
                                    SuccessPolicyRule.builder().succeededIndexes("7").build()))))
        .containsExactly(
            "spec.successPolicy.rules[0]: Required value: at least one of succeededCount or"
                + " succeededIndexes must be specified",
            "spec.successPolicy.rules[1].succeededCount: Invalid value: 4: must be less than or"
                + " equal to 3 (the number of specified completions)",
            "spec.successPolicy.rules[1].succeededCount: Invalid value: 4: must be less than or"
                + " equal to 2 (the number of indexes in the specified succeededIndexes field)",
            "spec.successPolicy.rules[2].succeededIndexes: Invalid value: \"7\": error parsing"
                + " succeededIndexes: too large index: \"7\"");
  }

  @Test
  void limitsForIndexesNeedIndexes() {
    assertThat(errors(spec -> spec.maxFailedIndexes(1)))
        .containsExactly(
            "spec.backoffLimitPerIndex: Required value: when maxFailedIndexes is specified",
            "spec.maxFailedIndexes: Invalid value: 1: requires indexed completion mode");
    assertThat(errors(spec -> indexed(spec).backoffLimitPerIndex(1).maxFailedIndexes(4)))
        .containsExactly(
            "spec.maxFailedIndexes: Invalid value: 4: must be less than or equal to completions");
    assertThat(errors(spec -> indexed(spec).completions(200_000).backoffLimitPerIndex(1)))
        .containsExactly(
            "spec.maxFailedIndexes: Required value: must be specified when completions is above"
                + " 100000");
  }

  @ParameterizedTest
  @CsvSource({"'',0", "0,1", "'0,2',2", "'0-2,4',4"})
  void indexesAreCounted(String text, int count) {
    assertThat(JobIndexes.count(text, 5)).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({
    "'1,0','non-increasing order, previous: 1, current: 0'",
    "2-1,'non-increasing order, previous: 2, current: 1'",
    "x,cannot convert string to integer for index: \"x\"",
    "9,too large index: \"9\""
  })
  void indexesRise(String text, String wrong) {
    assertThatThrownBy(() -> JobIndexes.count(text, 5)).hasMessage(wrong);
  }

  private static JobSpecBuilder indexed(JobSpecBuilder spec) {
    return spec.completionMode("Indexed").completions(3);
  }

  private static List<String> errors(Consumer<JobSpecBuilder> change) {
    Job job =
        JobKind.JOB.defaults(
            Job.builder()
                .metadata(m -> m.name("j").namespace("ns"))
                .spec(
                    s ->
                        s.template(
                            t ->
                                t.spec(
                                    p ->
                                        p.restartPolicy("Never")
                                            .containers(
                                                Container.builder().name("c").image("i").build()))))
                .spec(change)
                .build());
    FieldErrors errors = new FieldErrors();
    JobValidation.checkSpec(job.spec(), Path.of("spec"), errors);
    return errors.toList().stream().map(Object::toString).toList();
  }
}
