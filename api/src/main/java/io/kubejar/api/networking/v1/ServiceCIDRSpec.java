package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// One or two address ranges in CIDR notation, at most one of each IP family.
///
/// @param cidrs One range, or two of different IP families, in CIDR notation; only a second may be
///   added.
@ApiType(
    value = "io.k8s.api.networking.v1.ServiceCIDRSpec",
    proto = "k8s.io.api.networking.v1.ServiceCIDRSpec")
public record ServiceCIDRSpec(@Field(tag = 1, list = ListType.ATOMIC) List<String> cidrs)
    implements ServiceCIDRSpecBuilder.With {
  public ServiceCIDRSpec {
    cidrs = List.copyOf(cidrs);
  }

  /// An empty draft.
  public static ServiceCIDRSpecBuilder builder() {
    return new ServiceCIDRSpecBuilder();
  }
}
