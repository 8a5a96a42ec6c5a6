package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The routes of one host name, which may begin with `*.`; without a host they hold for all.
///
/// @param host DNS name requests must carry, optionally with leading `*.` for one label; absent
///   matches all hosts.
/// @param http Path rules for the host; without them all its traffic goes to the default backend.
@ApiType(
    value = "io.k8s.api.networking.v1.IngressRule",
    proto = "k8s.io.api.networking.v1.IngressRule")
public record IngressRule(
    @Field(tag = 1) String host, @Field(tag = 1, within = 2) @Nullable HTTPIngressRuleValue http)
    implements IngressRuleBuilder.With {
  /// An empty draft.
  public static IngressRuleBuilder builder() {
    return new IngressRuleBuilder();
  }
}
