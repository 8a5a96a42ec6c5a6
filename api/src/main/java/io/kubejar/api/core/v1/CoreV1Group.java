package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `core`, version `v1`.
public final class CoreV1Group {
  public static final List<Kind<?>> KINDS =
      List.of(
          BindingKind.BINDING,
          ComponentStatusKind.COMPONENT_STATUS,
          ConfigMapKind.CONFIG_MAP,
          EndpointsKind.ENDPOINTS,
          EventKind.EVENT,
          LimitRangeKind.LIMIT_RANGE,
          NamespaceKind.NAMESPACE,
          NodeKind.NODE,
          PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM,
          PersistentVolumeKind.PERSISTENT_VOLUME,
          PodKind.POD,
          PodTemplateKind.POD_TEMPLATE,
          ReplicationControllerKind.REPLICATION_CONTROLLER,
          ResourceQuotaKind.RESOURCE_QUOTA,
          SecretKind.SECRET,
          ServiceAccountKind.SERVICE_ACCOUNT,
          ServiceKind.SERVICE);

  private CoreV1Group() {}
}
