package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;

/// The amounts a container or pod is given at most (`limits`) and is guaranteed (`requests`), by
/// resource name, and the claims it uses.
///
/// @param limits Upper bounds per resource that may not be exceeded, such as `cpu` and `memory`
///   quantities.
/// @param requests Amounts per resource reserved at scheduling; a missing one equals the limit if
///   that is given.
/// @param claims Entries of the pod's `resourceClaims` that this container uses; immutable,
///   containers only.
@ApiType(
    value = "io.k8s.api.core.v1.ResourceRequirements",
    proto = "k8s.io.api.core.v1.ResourceRequirements")
public record ResourceRequirements(
    @Field(tag = 1) Map<String, Quantity> limits,
    @Field(tag = 2) Map<String, Quantity> requests,
    @Field(tag = 3, list = ListType.MAP, keys = "name") List<ResourceClaim> claims)
    implements ResourceRequirementsBuilder.With {
  public ResourceRequirements {
    claims = List.copyOf(claims);
    limits = SortedStringMap.copyOf(limits);
    requests = SortedStringMap.copyOf(requests);
  }

  /// An empty draft.
  public static ResourceRequirementsBuilder builder() {
    return new ResourceRequirementsBuilder();
  }
}
