package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// One API group in discovery: its versions and the preferred one.
///
/// @param name Name of the API group, such as `apps`; empty for the legacy core group.
/// @param versions Every version of this group that the server currently answers for, best first.
/// @param preferredVersion Version a client should pick when it has no reason to choose another.
/// @param serverAddressByClientCIDRs Address hints telling a client which server endpoint suits its
///   own network range.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.APIGroup",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.APIGroup",
    version = "v1",
    kind = "APIGroup")
public record APIGroup(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2, required = true, always = true, list = ListType.ATOMIC)
        List<GroupVersionForDiscovery> versions,
    @Field(tag = 3) GroupVersionForDiscovery preferredVersion,
    @Field(tag = 4, list = ListType.ATOMIC)
        List<ServerAddressByClientCIDR> serverAddressByClientCIDRs)
    implements APIGroupBuilder.With {
  public APIGroup {
    versions = List.copyOf(versions);
    serverAddressByClientCIDRs = List.copyOf(serverAddressByClientCIDRs);
  }

  /// An empty draft.
  public static APIGroupBuilder builder() {
    return new APIGroupBuilder();
  }
}
