package io.kubejar.api.meta.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The versions of the legacy core API served under `/api`.
///
/// @param versions Versions offered under `/api`; in practice this is a list holding `v1`.
/// @param serverAddressByClientCIDRs Which server address a client should use, depending on the
///   client's network range.
@ApiType(
    value = "io.k8s.apimachinery.pkg.apis.meta.v1.APIVersions",
    proto = "k8s.io.apimachinery.pkg.apis.meta.v1.APIVersions",
    version = "v1",
    kind = "APIVersions")
public record APIVersions(
    @Field(tag = 1, required = true, always = true, list = ListType.ATOMIC) List<String> versions,
    @Field(tag = 2, required = true, always = true, list = ListType.ATOMIC)
        List<ServerAddressByClientCIDR> serverAddressByClientCIDRs)
    implements APIVersionsBuilder.With {
  public APIVersions {
    versions = List.copyOf(versions);
    serverAddressByClientCIDRs = List.copyOf(serverAddressByClientCIDRs);
  }

  /// An empty draft.
  public static APIVersionsBuilder builder() {
    return new APIVersionsBuilder();
  }
}
