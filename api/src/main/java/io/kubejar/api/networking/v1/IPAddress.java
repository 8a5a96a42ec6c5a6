package io.kubejar.api.networking.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A service address in use, named by the address itself in canonical form.
///
/// @param metadata Standard object metadata: name, labels, annotations, owner references and so on.
/// @param spec Which object occupies the address that is this object's name.
@ApiType(
    value = "io.k8s.api.networking.v1.IPAddress",
    proto = "k8s.io.api.networking.v1.IPAddress",
    group = "networking.k8s.io",
    version = "v1",
    kind = "IPAddress")
public record IPAddress(
    @Field(tag = 1) ObjectMeta metadata, @Field(tag = 2, required = true) IPAddressSpec spec)
    implements ApiObject, IPAddressBuilder.With {
  /// An empty draft.
  public static IPAddressBuilder builder() {
    return new IPAddressBuilder();
  }
}
