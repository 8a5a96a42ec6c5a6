package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The operating system a pod is made for: `linux` or `windows`.
///
/// @param name Operating system of the pod, at present `linux` or `windows`.
@ApiType(value = "io.k8s.api.core.v1.PodOS", proto = "k8s.io.api.core.v1.PodOS")
public record PodOS(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {"linux", "windows"})
        String name)
    implements PodOSBuilder.With {
  /// An empty draft.
  public static PodOSBuilder builder() {
    return new PodOSBuilder();
  }
}
