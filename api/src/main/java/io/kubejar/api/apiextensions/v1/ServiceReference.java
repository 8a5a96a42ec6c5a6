package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The service at which a conversion webhook is called: namespace, name, path and port (443 by
/// default).
///
/// @param namespace Namespace in which the webhook's service is found; required.
/// @param name Name of the service that forwards to the webhook; required.
/// @param path URL path to which the webhook calls are sent; optional.
/// @param port Service port on which the webhook listens, 1 to 65535; default 443.
@ApiType(
    value = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.ServiceReference",
    proto = "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.ServiceReference")
public record ServiceReference(
    @Field(tag = 1, required = true, always = true) String namespace,
    @Field(tag = 2, required = true, always = true) String name,
    @Field(tag = 3) @Nullable String path,
    @Field(tag = 4, format = "int32") @Nullable Integer port)
    implements ServiceReferenceBuilder.With {
  /// An empty draft.
  public static ServiceReferenceBuilder builder() {
    return new ServiceReferenceBuilder();
  }
}
