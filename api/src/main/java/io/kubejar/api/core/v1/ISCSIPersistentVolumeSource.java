package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An iSCSI disk as the backing of a persistent volume: portals, target IQN, LUN and CHAP settings,
/// with a namespaced secret reference.
@ApiType(
    value = "io.k8s.api.core.v1.ISCSIPersistentVolumeSource",
    proto = "k8s.io.api.core.v1.ISCSIPersistentVolumeSource")
public record ISCSIPersistentVolumeSource(
    @Field(tag = 1, required = true, always = true) String targetPortal,
    @Field(tag = 2, required = true, always = true) String iqn,
    @Field(tag = 3, required = true, always = true, format = "int32") int lun,
    @Field(tag = 4, byDefault = "\"default\"") String iscsiInterface,
    @Field(tag = 5) String fsType,
    @Field(tag = 6) boolean readOnly,
    @Field(tag = 7, list = ListType.ATOMIC) List<String> portals,
    @Field(tag = 8) boolean chapAuthDiscovery,
    @Field(tag = 11) boolean chapAuthSession,
    @Field(tag = 10) @Nullable SecretReference secretRef,
    @Field(tag = 12) @Nullable String initiatorName)
    implements ISCSIPersistentVolumeSourceBuilder.With {
  public ISCSIPersistentVolumeSource {
    portals = List.copyOf(portals);
  }

  /// An empty draft.
  public static ISCSIPersistentVolumeSourceBuilder builder() {
    return new ISCSIPersistentVolumeSourceBuilder();
  }
}
