package io.kubejar.api.networking.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The controller responsible for a class, and its parameters.
///
/// @param controller Domain-prefixed path naming the responsible controller, at most 250
///   characters; cannot be changed.
/// @param parameters Object with further configuration that the controller interprets; optional.
@ApiType(
    value = "io.k8s.api.networking.v1.IngressClassSpec",
    proto = "k8s.io.api.networking.v1.IngressClassSpec")
public record IngressClassSpec(
    @Field(tag = 1) String controller,
    @Field(tag = 2) @Nullable IngressClassParametersReference parameters)
    implements IngressClassSpecBuilder.With {
  /// An empty draft.
  public static IngressClassSpecBuilder builder() {
    return new IngressClassSpecBuilder();
  }
}
