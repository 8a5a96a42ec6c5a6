package io.kubejar.api.storage.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The description of a CSI driver installed in the cluster, named as the driver calls itself.
///
/// @param metadata Standard object metadata; the name must equal the CSI driver's own name.
/// @param spec Capabilities and requirements of the driver that Kubernetes needs to know.
@ApiType(
    value = "io.k8s.api.storage.v1.CSIDriver",
    proto = "k8s.io.api.storage.v1.CSIDriver",
    group = "storage.k8s.io",
    version = "v1",
    kind = "CSIDriver")
public record CSIDriver(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, required = true, always = true) CSIDriverSpec spec)
    implements ApiObject, CSIDriverBuilder.With {
  /// An empty draft.
  public static CSIDriverBuilder builder() {
    return new CSIDriverBuilder();
  }
}
