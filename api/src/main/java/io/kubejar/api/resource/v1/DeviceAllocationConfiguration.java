package io.kubejar.api.resource.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Configuration that applies to allocated devices, and whether it came from the class or the
/// claim.
@ApiType(
    value = "io.k8s.api.resource.v1.DeviceAllocationConfiguration",
    proto = "k8s.io.api.resource.v1.DeviceAllocationConfiguration")
public record DeviceAllocationConfiguration(
    @Field(
            tag = 1,
            required = true,
            always = true,
            oneOf = {"FromClaim", "FromClass"})
        String source,
    @Field(tag = 2, list = ListType.ATOMIC) List<String> requests,
    @Field(tag = 1, within = 3) @Nullable OpaqueDeviceConfiguration opaque)
    implements DeviceAllocationConfigurationBuilder.With {
  public DeviceAllocationConfiguration {
    requests = List.copyOf(requests);
  }

  /// An empty draft.
  public static DeviceAllocationConfigurationBuilder builder() {
    return new DeviceAllocationConfigurationBuilder();
  }
}
