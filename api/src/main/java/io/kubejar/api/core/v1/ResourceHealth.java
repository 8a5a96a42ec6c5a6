package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The health of one device or unit of a resource: `Healthy`, `Unhealthy` or `Unknown`.
///
/// @param resourceID Identifies one allocated unit of the resource, as reported by its device
///   plugin or driver.
/// @param health Condition of the unit: `Healthy`, `Unhealthy` or `Unknown`.
/// @param message Further explanation of the unit's health for people.
@ApiType(value = "io.k8s.api.core.v1.ResourceHealth", proto = "k8s.io.api.core.v1.ResourceHealth")
public record ResourceHealth(
    @Field(tag = 1, required = true, always = true) String resourceID,
    @Field(
            tag = 2,
            known = {"Healthy", "Unhealthy", "Unknown"})
        String health,
    @Field(tag = 6, gate = "ResourceHealthStatusMessage") @Nullable String message)
    implements ResourceHealthBuilder.With {
  /// An empty draft.
  public static ResourceHealthBuilder builder() {
    return new ResourceHealthBuilder();
  }
}
