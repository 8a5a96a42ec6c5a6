package io.kubejar.api.apiregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The service that answers for an aggregated API: namespace, name and port (443 by default).
@ApiType(
    value = "io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.ServiceReference",
    proto = "k8s.io.kube_aggregator.pkg.apis.apiregistration.v1.ServiceReference")
public record ServiceReference(
    @Field(tag = 1) String namespace,
    @Field(tag = 2) String name,
    @Field(tag = 3, format = "int32") @Nullable Integer port)
    implements ServiceReferenceBuilder.With {
  /// An empty draft.
  public static ServiceReferenceBuilder builder() {
    return new ServiceReferenceBuilder();
  }
}
