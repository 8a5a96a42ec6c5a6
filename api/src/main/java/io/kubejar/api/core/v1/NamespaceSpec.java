package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The finalizers that must be cleared before a namespace can disappear.
///
/// @param finalizers Tokens, `kubernetes` by default, that must all be removed before the namespace
///   disappears.
@ApiType(value = "io.k8s.api.core.v1.NamespaceSpec", proto = "k8s.io.api.core.v1.NamespaceSpec")
public record NamespaceSpec(
    @Field(tag = 1, known = "kubernetes", list = ListType.ATOMIC) List<String> finalizers)
    implements NamespaceSpecBuilder.With {
  public NamespaceSpec {
    finalizers = List.copyOf(finalizers);
  }

  /// An empty draft.
  public static NamespaceSpecBuilder builder() {
    return new NamespaceSpecBuilder();
  }
}
