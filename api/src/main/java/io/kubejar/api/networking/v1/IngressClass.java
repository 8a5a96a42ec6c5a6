package io.kubejar.api.networking.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A kind of ingress implementation, chosen by name from an ingress.
///
/// @param metadata Standard object metadata: name, labels, annotations, owner references and so on.
/// @param spec Controller that implements the class and optional parameters for it.
@ApiType(
    value = "io.k8s.api.networking.v1.IngressClass",
    proto = "k8s.io.api.networking.v1.IngressClass",
    group = "networking.k8s.io",
    version = "v1",
    kind = "IngressClass")
public record IngressClass(
    @Field(tag = 1) ObjectMeta metadata, @Field(tag = 2) IngressClassSpec spec)
    implements ApiObject, IngressClassBuilder.With {
  /// An empty draft.
  public static IngressClassBuilder builder() {
    return new IngressClassBuilder();
  }
}
