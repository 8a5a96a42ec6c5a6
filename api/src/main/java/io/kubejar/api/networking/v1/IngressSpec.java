package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The class, default backend, TLS settings and routing rules of an ingress.
///
/// @param ingressClassName Name of the class, and thereby the controller, that should implement
///   this ingress.
/// @param defaultBackend Receives requests that match no rule; required when there are no rules.
/// @param tls Certificates to terminate TLS with on port 443, selected by host name.
/// @param rules Host rules that route traffic; unmatched requests go to the default backend.
@ApiType(
    value = "io.k8s.api.networking.v1.IngressSpec",
    proto = "k8s.io.api.networking.v1.IngressSpec")
public record IngressSpec(
    @Field(tag = 4) @Nullable String ingressClassName,
    @Field(tag = 1) @Nullable IngressBackend defaultBackend,
    @Field(tag = 2, list = ListType.ATOMIC) List<IngressTLS> tls,
    @Field(tag = 3, list = ListType.ATOMIC) List<IngressRule> rules)
    implements IngressSpecBuilder.With {
  public IngressSpec {
    tls = List.copyOf(tls);
    rules = List.copyOf(rules);
  }

  /// An empty draft.
  public static IngressSpecBuilder builder() {
    return new IngressSpecBuilder();
  }
}
