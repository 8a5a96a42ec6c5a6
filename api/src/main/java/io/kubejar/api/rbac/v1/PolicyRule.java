package io.kubejar.api.rbac.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// Verbs allowed on resources or on URL paths; rules only ever grant.
///
/// @param verbs Permitted operations such as `get` or `create`; `*` stands for all of them.
/// @param apiGroups Groups of the resources; empty string for core, `*` for every group.
/// @param resources Resources covered, with subresources written like `pods/log`; `*` stands for
///   all.
/// @param resourceNames Restricts the rule to objects of these names; empty means any name.
/// @param nonResourceURLs URL paths outside the resource API, a final `*` acts as wildcard; only in
///   cluster roles.
@ApiType(value = "io.k8s.api.rbac.v1.PolicyRule", proto = "k8s.io.api.rbac.v1.PolicyRule")
public record PolicyRule(
    @Field(tag = 1, required = true, always = true, list = ListType.ATOMIC) List<String> verbs,
    @Field(tag = 2, list = ListType.ATOMIC) List<String> apiGroups,
    @Field(tag = 3, list = ListType.ATOMIC) List<String> resources,
    @Field(tag = 4, list = ListType.ATOMIC) List<String> resourceNames,
    @Field(tag = 5, list = ListType.ATOMIC) List<String> nonResourceURLs)
    implements PolicyRuleBuilder.With {
  public PolicyRule {
    verbs = List.copyOf(verbs);
    apiGroups = List.copyOf(apiGroups);
    resources = List.copyOf(resources);
    resourceNames = List.copyOf(resourceNames);
    nonResourceURLs = List.copyOf(nonResourceURLs);
  }

  /// An empty draft.
  public static PolicyRuleBuilder builder() {
    return new PolicyRuleBuilder();
  }
}
