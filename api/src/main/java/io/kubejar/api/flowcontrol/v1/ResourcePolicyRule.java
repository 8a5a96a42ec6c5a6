package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A match of requests for API resources by verbs, groups, resources and namespaces.
@ApiType(
    value = "io.k8s.api.flowcontrol.v1.ResourcePolicyRule",
    proto = "k8s.io.api.flowcontrol.v1.ResourcePolicyRule")
public record ResourcePolicyRule(
    @Field(tag = 1, required = true, always = true, list = ListType.SET) List<String> verbs,
    @Field(tag = 2, required = true, always = true, list = ListType.SET) List<String> apiGroups,
    @Field(tag = 3, required = true, always = true, list = ListType.SET) List<String> resources,
    @Field(tag = 4) boolean clusterScope,
    @Field(tag = 5, always = true, list = ListType.SET) List<String> namespaces)
    implements ResourcePolicyRuleBuilder.With {
  public ResourcePolicyRule {
    verbs = List.copyOf(verbs);
    apiGroups = List.copyOf(apiGroups);
    resources = List.copyOf(resources);
    namespaces = List.copyOf(namespaces);
  }

  /// An empty draft.
  public static ResourcePolicyRuleBuilder builder() {
    return new ResourcePolicyRuleBuilder();
  }
}
