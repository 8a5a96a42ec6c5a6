package io.kubejar.api.flowcontrol.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowControlRulesTest {
  private static final PriorityLevelConfiguration LEVEL =
      PriorityLevelConfigurationKind.PRIORITY_LEVEL_CONFIGURATION.defaults(
          PriorityLevelConfiguration.builder()
              .metadata(m -> m.name("l"))
              .spec(
                  s ->
                      s.type("Limited")
                          .limited(
                              l -> l.limitResponse(r -> r.type("Queue").queuing(q -> q.queues(4)))))
              .build());

  @Test
  void aHandFitsTheQueues() {
    assertThat(errors(LEVEL))
        .containsExactly(
            "spec.limited.limitResponse.queuing.handSize: Invalid value: 8: should not be greater"
                + " than queues (4)");
    assertThat(errors(queues(1024)))
        .containsExactly(
            "spec.limited.limitResponse.queuing.handSize: Invalid value: 8: required entropy bits"
                + " of deckSize 1024 and handSize 8 should not be greater than 60");
    assertThat(errors(queues(64))).isEmpty();
  }

  @Test
  void whatIsMandatoryStaysAsItIs() {
    FlowSchema fixed =
        FlowSchema.builder()
            .metadata(m -> m.name("catch-all"))
            .spec(MandatoryObjects.SCHEMAS.get("catch-all"))
            .build();
    assertThat(errors(fixed)).isEmpty();
    assertThat(errors(fixed.with(it -> it.spec(s -> s.matchingPrecedence(9)))))
        .singleElement()
        .asString()
        .endsWith("spec of 'catch-all' must equal the fixed value");
  }

  @Test
  void aSubjectIsOfItsKind() {
    FlowSchema schema =
        FlowSchema.builder()
            .metadata(m -> m.name("s"))
            .spec(
                s ->
                    s.matchingPrecedence(1)
                        .priorityLevelConfiguration(l -> l.name("l"))
                        .rules(
                            PolicyRulesWithSubjects.builder()
                                .subjects(
                                    Subject.builder().kind("User").group(g -> g.name("g")).build())
                                .build()))
            .build();
    assertThat(errors(schema))
        .containsExactly(
            "spec.matchingPrecedence: Invalid value: 1: only the schema named 'exempt' may have"
                + " matchingPrecedence 1",
            "spec.rules[0].subjects[0].user: Required value: user is required when subject kind is"
                + " 'User'",
            "spec.rules[0].subjects[0].group: Forbidden: group is forbidden when subject kind is"
                + " not 'Group'",
            "spec.rules[0]: Required value: at least one of resourceRules and nonResourceRules has"
                + " to be non-empty");
  }

  private static PriorityLevelConfiguration queues(int count) {
    return LEVEL.with(
        it -> it.spec(s -> s.limited(l -> l.limitResponse(r -> r.queuing(q -> q.queues(count))))));
  }

  private static List<String> errors(FlowSchema schema) {
    return Validation.create(FlowSchemaKind.FLOW_SCHEMA, schema).stream()
        .map(FieldError::toString)
        .toList();
  }

  private static List<String> errors(PriorityLevelConfiguration level) {
    return Validation.create(PriorityLevelConfigurationKind.PRIORITY_LEVEL_CONFIGURATION, level)
        .stream()
        .map(FieldError::toString)
        .toList();
  }
}
