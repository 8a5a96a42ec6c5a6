package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// Host names served with the certificate in a secret.
///
/// @param hosts Host names covered by the certificate; absent leaves the choice to the controller.
/// @param secretName Secret holding certificate and key for port 443; absent allows SNI-based
///   routing alone.
@ApiType(
    value = "io.k8s.api.networking.v1.IngressTLS",
    proto = "k8s.io.api.networking.v1.IngressTLS")
public record IngressTLS(
    @Field(tag = 1, list = ListType.ATOMIC) List<String> hosts, @Field(tag = 2) String secretName)
    implements IngressTLSBuilder.With {
  public IngressTLS {
    hosts = List.copyOf(hosts);
  }

  /// An empty draft.
  public static IngressTLSBuilder builder() {
    return new IngressTLSBuilder();
  }
}
