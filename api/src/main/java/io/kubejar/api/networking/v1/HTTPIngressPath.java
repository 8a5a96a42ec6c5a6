package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A URL path, how it is compared, and the backend its requests go to.
///
/// @param path Request path to match, starting with `/`; required with types `Exact` and `Prefix`.
/// @param pathType `Exact` compares the whole path, `Prefix` whole path elements,
///   `ImplementationSpecific` leaves it to the controller.
/// @param backend Where requests go whose path matches this entry.
@ApiType(
    value = "io.k8s.api.networking.v1.HTTPIngressPath",
    proto = "k8s.io.api.networking.v1.HTTPIngressPath")
public record HTTPIngressPath(
    @Field(tag = 1) String path,
    @Field(
            tag = 3,
            required = true,
            always = true,
            oneOf = {"Exact", "ImplementationSpecific", "Prefix"})
        @Nullable String pathType,
    @Field(tag = 2, required = true, always = true) IngressBackend backend)
    implements HTTPIngressPathBuilder.With {
  /// An empty draft.
  public static HTTPIngressPathBuilder builder() {
    return new HTTPIngressPathBuilder();
  }
}
