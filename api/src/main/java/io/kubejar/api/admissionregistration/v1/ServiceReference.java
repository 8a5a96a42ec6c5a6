package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The service at which a webhook is called: namespace, name, path and port (443 by default).
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.ServiceReference",
    proto = "k8s.io.api.admissionregistration.v1.ServiceReference")
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
