package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A match of requests by who sends them and what they ask for; one subject and one rule must both
/// match.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.PolicyRulesWithSubjects",
    proto = "k8s.io.api.flowcontrol.v1.PolicyRulesWithSubjects")
public record PolicyRulesWithSubjects(
    @Field(tag = 1, required = true, always = true, list = ListType.ATOMIC) List<Subject> subjects,
    @Field(tag = 2, list = ListType.ATOMIC) List<ResourcePolicyRule> resourceRules,
    @Field(tag = 3, list = ListType.ATOMIC) List<NonResourcePolicyRule> nonResourceRules)
    implements PolicyRulesWithSubjectsBuilder.With {
  public PolicyRulesWithSubjects {
    subjects = List.copyOf(subjects);
    resourceRules = List.copyOf(resourceRules);
    nonResourceRules = List.copyOf(nonResourceRules);
  }

  /// An empty draft.
  public static PolicyRulesWithSubjectsBuilder builder() {
    return new PolicyRulesWithSubjectsBuilder();
  }
}
