package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The identity of a class of pods, given by the controller that owns them.
///
/// @param podController Owner reference of the controller whose pods the entry applies to.
@ApiType(value = "io.k8s.api.core.v1.PodSignature", proto = "k8s.io.api.core.v1.PodSignature")
public record PodSignature(@Field(tag = 1) @Nullable OwnerReference podController)
    implements PodSignatureBuilder.With {
  /// An empty draft.
  public static PodSignatureBuilder builder() {
    return new PodSignatureBuilder();
  }
}
