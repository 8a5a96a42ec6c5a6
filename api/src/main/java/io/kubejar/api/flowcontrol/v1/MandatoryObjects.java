package io.kubejar.api.flowcontrol.v1;

import java.util.List;
import java.util.Map;

/// The flow schemas and the level whose contents nobody may change: requests that are never held
/// back, and those that nothing else is for.
final class MandatoryObjects {
  static final String EXEMPT = "exempt";
  static final String CATCH_ALL = "catch-all";

  private static final ResourcePolicyRule ANY_RESOURCE =
      ResourcePolicyRule.builder()
          .verbs("*")
          .apiGroups("*")
          .resources("*")
          .clusterScope(true)
          .namespaces("*")
          .build();
  private static final NonResourcePolicyRule ANY_URL =
      NonResourcePolicyRule.builder().verbs("*").nonResourceURLs("*").build();

  static final Map<String, FlowSchemaSpec> SCHEMAS =
      Map.of(
          EXEMPT,
          FlowSchemaSpec.builder()
              .priorityLevelConfiguration(level -> level.name(EXEMPT))
              .matchingPrecedence(1)
              .rules(anything("system:masters"))
              .build(),
          CATCH_ALL,
          FlowSchemaSpec.builder()
              .priorityLevelConfiguration(level -> level.name(CATCH_ALL))
              .matchingPrecedence(10_000)
              .distinguisherMethod(method -> method.type("ByUser"))
              .rules(anything("system:unauthenticated", "system:authenticated"))
              .build());

  static final PriorityLevelConfigurationSpec CATCH_ALL_LEVEL =
      PriorityLevelConfigurationSpec.builder()
          .type("Limited")
          .limited(
              limited ->
                  limited
                      .nominalConcurrencyShares(5)
                      .limitResponse(response -> response.type("Reject"))
                      .lendablePercent(0))
          .build();

  private MandatoryObjects() {}

  private static PolicyRulesWithSubjects anything(String... groups) {
    return PolicyRulesWithSubjects.builder()
        .subjects(
            List.of(groups).stream()
                .map(name -> Subject.builder().kind("Group").group(g -> g.name(name)).build())
                .toList())
        .resourceRules(ANY_RESOURCE)
        .nonResourceRules(ANY_URL)
        .build();
  }
}
