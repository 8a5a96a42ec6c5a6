package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// One resolver option of a pod, with an optional value.
///
/// @param name Resolver option, for example `ndots`; may not be empty.
/// @param value Setting of the option; left out for options that are simple switches.
@ApiType(
    value = "io.k8s.api.core.v1.PodDNSConfigOption",
    proto = "k8s.io.api.core.v1.PodDNSConfigOption")
public record PodDNSConfigOption(
    @Field(tag = 1) String name, @Field(tag = 2) @Nullable String value)
    implements PodDNSConfigOptionBuilder.With {
  /// An empty draft.
  public static PodDNSConfigOptionBuilder builder() {
    return new PodDNSConfigOptionBuilder();
  }
}
