package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// Name servers, search domains and resolver options added to those that follow from the pod's DNS
/// policy.
///
/// @param nameservers Resolver addresses added after those that the DNS policy yields; duplicates
///   are dropped.
/// @param searches Domains appended to the search list for host names; duplicates are dropped.
/// @param options Resolver options, merged with the policy's own; entries here win when names
///   collide.
@ApiType(value = "io.k8s.api.core.v1.PodDNSConfig", proto = "k8s.io.api.core.v1.PodDNSConfig")
public record PodDNSConfig(
    @Field(tag = 1, list = ListType.ATOMIC) List<String> nameservers,
    @Field(tag = 2, list = ListType.ATOMIC) List<String> searches,
    @Field(tag = 3, list = ListType.ATOMIC) List<PodDNSConfigOption> options)
    implements PodDNSConfigBuilder.With {
  public PodDNSConfig {
    nameservers = List.copyOf(nameservers);
    searches = List.copyOf(searches);
    options = List.copyOf(options);
  }

  /// An empty draft.
  public static PodDNSConfigBuilder builder() {
    return new PodDNSConfigBuilder();
  }
}
