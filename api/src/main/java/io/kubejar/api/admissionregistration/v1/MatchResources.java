package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The requests a policy applies to: rules to include and exclude, and selectors on the labels of
/// namespace and object.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.MatchResources",
    proto = "k8s.io.api.admissionregistration.v1.MatchResources",
    atomic = true)
public record MatchResources(
    @Field(tag = 1) @Nullable LabelSelector namespaceSelector,
    @Field(tag = 2) @Nullable LabelSelector objectSelector,
    @Field(tag = 3, list = ListType.ATOMIC) List<NamedRuleWithOperations> resourceRules,
    @Field(tag = 4, list = ListType.ATOMIC) List<NamedRuleWithOperations> excludeResourceRules,
    @Field(
            tag = 7,
            oneOf = {"Equivalent", "Exact"})
        @Nullable String matchPolicy)
    implements MatchResourcesBuilder.With {
  public MatchResources {
    resourceRules = List.copyOf(resourceRules);
    excludeResourceRules = List.copyOf(excludeResourceRules);
  }

  /// An empty draft.
  public static MatchResourcesBuilder builder() {
    return new MatchResourcesBuilder();
  }
}
