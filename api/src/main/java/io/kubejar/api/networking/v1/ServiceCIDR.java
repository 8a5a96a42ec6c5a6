package io.kubejar.api.networking.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A range, or one of each IP family, from which service addresses are allocated.
///
/// @param metadata Standard object metadata: name, labels, annotations, owner references and so on.
/// @param spec Address ranges out of which cluster IPs of services are allocated.
/// @param status Conditions saying whether the ranges are usable for allocation.
@ApiType(
    value = "io.k8s.api.networking.v1.ServiceCIDR",
    proto = "k8s.io.api.networking.v1.ServiceCIDR",
    group = "networking.k8s.io",
    version = "v1",
    kind = "ServiceCIDR")
public record ServiceCIDR(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2) ServiceCIDRSpec spec,
    @Field(tag = 3) ServiceCIDRStatus status)
    implements ApiObject, ServiceCIDRBuilder.With {
  /// An empty draft.
  public static ServiceCIDRBuilder builder() {
    return new ServiceCIDRBuilder();
  }
}
