package io.kubejar.server.fairness;

import io.kubejar.api.flowcontrol.v1.ExemptPriorityLevelConfiguration;
import io.kubejar.api.flowcontrol.v1.FlowDistinguisherMethod;
import io.kubejar.api.flowcontrol.v1.FlowSchema;
import io.kubejar.api.flowcontrol.v1.GroupSubject;
import io.kubejar.api.flowcontrol.v1.LimitResponse;
import io.kubejar.api.flowcontrol.v1.LimitedPriorityLevelConfiguration;
import io.kubejar.api.flowcontrol.v1.NonResourcePolicyRule;
import io.kubejar.api.flowcontrol.v1.PolicyRulesWithSubjects;
import io.kubejar.api.flowcontrol.v1.PriorityLevelConfiguration;
import io.kubejar.api.flowcontrol.v1.PriorityLevelConfigurationReference;
import io.kubejar.api.flowcontrol.v1.ResourcePolicyRule;
import io.kubejar.api.flowcontrol.v1.Subject;
import java.util.Arrays;
import java.util.List;

/// The schemas and levels that there are even where nobody stores them: administrators always come
/// through, and every other request has somewhere to go.
final class Mandatory {
  private static final List<String> ALL = List.of("*");

  private Mandatory() {}

  static List<PriorityLevelConfiguration> levels() {
    var exempt =
        PriorityLevelConfiguration.builder()
            .metadata(it -> it.name("exempt"))
            .spec(
                it ->
                    it.type("Exempt")
                        .exempt(
                            ExemptPriorityLevelConfiguration.builder()
                                .nominalConcurrencyShares(0)
                                .lendablePercent(0)
                                .build()))
            .build();
    var catchAll =
        PriorityLevelConfiguration.builder()
            .metadata(it -> it.name("catch-all"))
            .spec(
                it ->
                    it.type("Limited")
                        .limited(
                            LimitedPriorityLevelConfiguration.builder()
                                .nominalConcurrencyShares(5)
                                .lendablePercent(0)
                                .limitResponse(LimitResponse.builder().type("Reject").build())
                                .build()))
            .build();
    return List.of(exempt, catchAll);
  }

  static List<FlowSchema> schemas() {
    return List.of(
        schema("exempt", 1, "system:masters"),
        schema("catch-all", 10_000, "system:unauthenticated", "system:authenticated")
            .with(
                it ->
                    it.spec(
                        spec ->
                            spec.distinguisherMethod(
                                FlowDistinguisherMethod.builder().type("ByUser").build()))));
  }

  private static FlowSchema schema(String name, int precedence, String... groups) {
    List<Subject> subjects =
        Arrays.stream(groups)
            .map(
                group ->
                    Subject.builder()
                        .kind("Group")
                        .group(GroupSubject.builder().name(group).build())
                        .build())
            .toList();
    var rule =
        PolicyRulesWithSubjects.builder()
            .subjects(subjects)
            .resourceRules(
                ResourcePolicyRule.builder()
                    .verbs(ALL)
                    .apiGroups(ALL)
                    .resources(ALL)
                    .clusterScope(true)
                    .namespaces(ALL)
                    .build())
            .nonResourceRules(
                NonResourcePolicyRule.builder().verbs(ALL).nonResourceURLs(ALL).build())
            .build();
    return FlowSchema.builder()
        .metadata(it -> it.name(name))
        .spec(
            it ->
                it.priorityLevelConfiguration(
                        PriorityLevelConfigurationReference.builder().name(name).build())
                    .matchingPrecedence(precedence)
                    .rules(rule))
        .build();
  }
}
