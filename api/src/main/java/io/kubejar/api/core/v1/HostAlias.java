package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A line for the pod's hosts file: an IP address and the names it answers to.
///
/// @param ip Address to which the host names on this line resolve.
/// @param hostnames Names that resolve to the address inside the pod's containers.
@ApiType(value = "io.k8s.api.core.v1.HostAlias", proto = "k8s.io.api.core.v1.HostAlias")
public record HostAlias(
    @Field(tag = 1, required = true, always = true) String ip,
    @Field(tag = 2, list = ListType.ATOMIC) List<String> hostnames)
    implements HostAliasBuilder.With {
  public HostAlias {
    hostnames = List.copyOf(hostnames);
  }

  /// An empty draft.
  public static HostAliasBuilder builder() {
    return new HostAliasBuilder();
  }
}
