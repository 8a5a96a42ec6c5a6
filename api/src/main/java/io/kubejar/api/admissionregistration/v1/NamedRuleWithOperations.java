package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule on operations and resources, optionally limited to objects with certain names.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.NamedRuleWithOperations",
    proto = "k8s.io.api.admissionregistration.v1.NamedRuleWithOperations",
    atomic = true)
public record NamedRuleWithOperations(
    @Field(tag = 1, list = ListType.ATOMIC) List<String> resourceNames,
    @Field(
            tag = 1,
            within = 2,
            oneOf = {"*", "CONNECT", "CREATE", "DELETE", "UPDATE"},
            list = ListType.ATOMIC)
        List<String> operations,
    @Field(
            tag = 1,
            within = {2, 2},
            list = ListType.ATOMIC)
        List<String> apiGroups,
    @Field(
            tag = 2,
            within = {2, 2},
            list = ListType.ATOMIC)
        List<String> apiVersions,
    @Field(
            tag = 3,
            within = {2, 2},
            list = ListType.ATOMIC)
        List<String> resources,
    @Field(
            tag = 4,
            within = {2, 2},
            oneOf = {"*", "Cluster", "Namespaced"})
        @Nullable String scope)
    implements NamedRuleWithOperationsBuilder.With {
  public NamedRuleWithOperations {
    resourceNames = List.copyOf(resourceNames);
    operations = List.copyOf(operations);
    apiGroups = List.copyOf(apiGroups);
    apiVersions = List.copyOf(apiVersions);
    resources = List.copyOf(resources);
  }

  /// An empty draft.
  public static NamedRuleWithOperationsBuilder builder() {
    return new NamedRuleWithOperationsBuilder();
  }
}
