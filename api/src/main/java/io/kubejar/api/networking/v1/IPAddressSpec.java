package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The object an address is allocated for.
///
/// @param parentRef Object, usually a service, to which the address has been assigned.
@ApiType(
    value = "io.k8s.api.networking.v1.IPAddressSpec",
    proto = "k8s.io.api.networking.v1.IPAddressSpec")
public record IPAddressSpec(@Field(tag = 1, required = true) @Nullable ParentReference parentRef)
    implements IPAddressSpecBuilder.With {
  /// An empty draft.
  public static IPAddressSpecBuilder builder() {
    return new IPAddressSpecBuilder();
  }
}
