package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The set of addresses that implement a service, under the service's name. Deprecated since 1.33;
/// EndpointSlice replaces it.
///
/// @param metadata Standard data; the name equals that of the service.
/// @param subsets Groups of addresses with the ports they have in common; every pairing is an
///   endpoint.
@ApiType(
    value = "io.k8s.api.core.v1.Endpoints",
    proto = "k8s.io.api.core.v1.Endpoints",
    version = "v1",
    kind = "Endpoints")
public record Endpoints(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, list = ListType.ATOMIC) List<EndpointSubset> subsets)
    implements ApiObject, EndpointsBuilder.With {
  public Endpoints {
    subsets = List.copyOf(subsets);
  }

  /// An empty draft.
  public static EndpointsBuilder builder() {
    return new EndpointsBuilder();
  }
}
