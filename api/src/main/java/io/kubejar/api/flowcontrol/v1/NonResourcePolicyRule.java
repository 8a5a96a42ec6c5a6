package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A match of requests for plain URL paths by verbs and paths.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.NonResourcePolicyRule",
    proto = "k8s.io.api.flowcontrol.v1.NonResourcePolicyRule")
public record NonResourcePolicyRule(
    @Field(tag = 1, required = true, always = true, list = ListType.SET) List<String> verbs,
    @Field(tag = 6, required = true, always = true, list = ListType.SET)
        List<String> nonResourceURLs)
    implements NonResourcePolicyRuleBuilder.With {
  public NonResourcePolicyRule {
    verbs = List.copyOf(verbs);
    nonResourceURLs = List.copyOf(nonResourceURLs);
  }

  /// An empty draft.
  public static NonResourcePolicyRuleBuilder builder() {
    return new NonResourcePolicyRuleBuilder();
  }
}
