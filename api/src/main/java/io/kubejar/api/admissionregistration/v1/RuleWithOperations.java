package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A choice of resources together with the operations on them that count, such as `CREATE` or
/// `UPDATE`.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.RuleWithOperations",
    proto = "k8s.io.api.admissionregistration.v1.RuleWithOperations")
public record RuleWithOperations(
    @Field(
            tag = 1,
            oneOf = {"*", "CONNECT", "CREATE", "DELETE", "UPDATE"},
            list = ListType.ATOMIC)
        List<String> operations,
    @Field(tag = 1, within = 2, list = ListType.ATOMIC) List<String> apiGroups,
    @Field(tag = 2, within = 2, list = ListType.ATOMIC) List<String> apiVersions,
    @Field(tag = 3, within = 2, list = ListType.ATOMIC) List<String> resources,
    @Field(
            tag = 4,
            within = 2,
            oneOf = {"*", "Cluster", "Namespaced"})
        @Nullable String scope)
    implements RuleWithOperationsBuilder.With {
  public RuleWithOperations {
    operations = List.copyOf(operations);
    apiGroups = List.copyOf(apiGroups);
    apiVersions = List.copyOf(apiVersions);
    resources = List.copyOf(resources);
  }

  /// An empty draft.
  public static RuleWithOperationsBuilder builder() {
    return new RuleWithOperationsBuilder();
  }
}
