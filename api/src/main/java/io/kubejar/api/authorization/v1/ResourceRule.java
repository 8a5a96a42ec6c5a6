package io.kubejar.api.authorization.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// Verbs allowed on a set of resources, optionally only on objects with certain names.
///
/// @param verbs API verbs permitted on the resources; `*` stands for all of them.
/// @param apiGroups Groups to which the resources belong; `*` stands for all of them.
/// @param resources Resources covered, subresources as `pods/log` or `*/scale`; `*` stands for all.
/// @param resourceNames Object names the rule is limited to; empty or `*` permits any.
@ApiType(
    value = "io.k8s.api.authorization.v1.ResourceRule",
    proto = "k8s.io.api.authorization.v1.ResourceRule")
public record ResourceRule(
    @Field(tag = 1, required = true, always = true, list = ListType.ATOMIC) List<String> verbs,
    @Field(tag = 2, list = ListType.ATOMIC) List<String> apiGroups,
    @Field(tag = 3, list = ListType.ATOMIC) List<String> resources,
    @Field(tag = 4, list = ListType.ATOMIC) List<String> resourceNames)
    implements ResourceRuleBuilder.With {
  public ResourceRule {
    verbs = List.copyOf(verbs);
    apiGroups = List.copyOf(apiGroups);
    resources = List.copyOf(resources);
    resourceNames = List.copyOf(resourceNames);
  }

  /// An empty draft.
  public static ResourceRuleBuilder builder() {
    return new ResourceRuleBuilder();
  }
}
