package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An iSCSI disk mounted directly by a pod: portals, target IQN, LUN and CHAP settings.
@ApiType(
    value = "io.k8s.api.core.v1.ISCSIVolumeSource",
    proto = "k8s.io.api.core.v1.ISCSIVolumeSource")
public record ISCSIVolumeSource(
    @Field(tag = 1, required = true, always = true) String targetPortal,
    @Field(tag = 2, required = true, always = true) String iqn,
    @Field(tag = 3, required = true, always = true, format = "int32") int lun,
    @Field(tag = 4, byDefault = "\"default\"") String iscsiInterface,
    @Field(tag = 5) String fsType,
    @Field(tag = 6) boolean readOnly,
    @Field(tag = 7, list = ListType.ATOMIC) List<String> portals,
    @Field(tag = 8) boolean chapAuthDiscovery,
    @Field(tag = 11) boolean chapAuthSession,
    @Field(tag = 10) @Nullable LocalObjectReference secretRef,
    @Field(tag = 12) @Nullable String initiatorName)
    implements ISCSIVolumeSourceBuilder.With {
  public ISCSIVolumeSource {
    portals = List.copyOf(portals);
  }

  /// An empty draft.
  public static ISCSIVolumeSourceBuilder builder() {
    return new ISCSIVolumeSourceBuilder();
  }
}
