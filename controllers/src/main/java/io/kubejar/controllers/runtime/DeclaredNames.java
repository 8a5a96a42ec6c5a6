package io.kubejar.controllers.runtime;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What members of pod templates are called in upstream's declarations, where that does not follow
/// from their names in JSON.
final class DeclaredNames {
  private static final Map<String, String> EMBEDDED =
      Map.of(
          "EphemeralContainer", "EphemeralContainerCommon",
          "Probe", "ProbeHandler",
          "Volume", "VolumeSource");

  private static final Map<String, String> MEMBERS =
      Map.ofEntries(
          Map.entry("apiGroup", "APIGroup"),
          Map.entry("apiVersion", "APIVersion"),
          Map.entry("awsElasticBlockStore", "AWSElasticBlockStore"),
          Map.entry("cephfs", "CephFS"),
          Map.entry("chapAuthDiscovery", "DiscoveryCHAPAuth"),
          Map.entry("chapAuthSession", "SessionCHAPAuth"),
          Map.entry("csi", "CSI"),
          Map.entry("dnsConfig", "DNSConfig"),
          Map.entry("dnsPolicy", "DNSPolicy"),
          Map.entry("fc", "FC"),
          Map.entry("fsGroup", "FSGroup"),
          Map.entry("fsGroupChangePolicy", "FSGroupChangePolicy"),
          Map.entry("fsType", "FSType"),
          Map.entry("gcePersistentDisk", "GCEPersistentDisk"),
          Map.entry("gmsaCredentialSpec", "GMSACredentialSpec"),
          Map.entry("gmsaCredentialSpecName", "GMSACredentialSpecName"),
          Map.entry("grpc", "GRPC"),
          Map.entry("httpGet", "HTTPGet"),
          Map.entry("httpHeaders", "HTTPHeaders"),
          Map.entry("ip", "IP"),
          Map.entry("iqn", "IQN"),
          Map.entry("iscsi", "ISCSI"),
          Map.entry("iscsiInterface", "ISCSIInterface"),
          Map.entry("metadata", "ObjectMeta"),
          Map.entry("nfs", "NFS"),
          Map.entry("os", "OS"),
          Map.entry("pdName", "PDName"),
          Map.entry("rbd", "RBD"),
          Map.entry("scaleIO", "ScaleIO"),
          Map.entry("seLinuxChangePolicy", "SELinuxChangePolicy"),
          Map.entry("seLinuxOptions", "SELinuxOptions"),
          Map.entry("sslEnabled", "SSLEnabled"),
          Map.entry("storageos", "StorageOS"),
          Map.entry("targetWWNs", "TargetWWNs"),
          Map.entry("tcpSocket", "TCPSocket"),
          Map.entry("tty", "TTY"),
          Map.entry("uid", "UID"),
          Map.entry("wwids", "WWIDs"),
          Map.entry("PodSpec.serviceAccount", "DeprecatedServiceAccount"),
          Map.entry("AzureDiskVolumeSource.diskURI", "DataDiskURI"),
          Map.entry("GlusterfsVolumeSource.endpoints", "EndpointsName"),
          Map.entry("RBDVolumeSource.image", "RBDImage"),
          Map.entry("RBDVolumeSource.keyring", "Keyring"),
          Map.entry("RBDVolumeSource.monitors", "CephMonitors"),
          Map.entry("RBDVolumeSource.pool", "RBDPool"),
          Map.entry("RBDVolumeSource.user", "RadosUser"));

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("AppArmorProfile.type", "v1.AppArmorProfileType"),
          Map.entry("AzureDiskVolumeSource.cachingMode", "v1.AzureDataDiskCachingMode"),
          Map.entry("AzureDiskVolumeSource.kind", "v1.AzureDataDiskKind"),
          Map.entry("Capabilities.add", "v1.Capability"),
          Map.entry("Capabilities.drop", "v1.Capability"),
          Map.entry("Container.imagePullPolicy", "v1.PullPolicy"),
          Map.entry("Container.restartPolicy", "v1.ContainerRestartPolicy"),
          Map.entry("Container.terminationMessagePolicy", "v1.TerminationMessagePolicy"),
          Map.entry("ContainerPort.protocol", "v1.Protocol"),
          Map.entry("ContainerResizePolicy.resourceName", "v1.ResourceName"),
          Map.entry("ContainerResizePolicy.restartPolicy", "v1.ResourceResizeRestartPolicy"),
          Map.entry("ContainerRestartRule.action", "v1.ContainerRestartRuleAction"),
          Map.entry(
              "ContainerRestartRuleOnExitCodes.operator",
              "v1.ContainerRestartRuleOnExitCodesOperator"),
          Map.entry("EmptyDirVolumeSource.medium", "v1.StorageMedium"),
          Map.entry("EphemeralContainer.imagePullPolicy", "v1.PullPolicy"),
          Map.entry("EphemeralContainer.restartPolicy", "v1.ContainerRestartPolicy"),
          Map.entry("EphemeralContainer.terminationMessagePolicy", "v1.TerminationMessagePolicy"),
          Map.entry("HTTPGetAction.scheme", "v1.URIScheme"),
          Map.entry("HostPathVolumeSource.type", "v1.HostPathType"),
          Map.entry("ImageVolumeSource.pullPolicy", "v1.PullPolicy"),
          Map.entry("LabelSelectorRequirement.operator", "v1.LabelSelectorOperator"),
          Map.entry("Lifecycle.stopSignal", "v1.Signal"),
          Map.entry("NodeSelectorRequirement.operator", "v1.NodeSelectorOperator"),
          Map.entry("ObjectMeta.uid", "types.UID"),
          Map.entry("PersistentVolumeClaimSpec.accessModes", "v1.PersistentVolumeAccessMode"),
          Map.entry("PersistentVolumeClaimSpec.volumeMode", "v1.PersistentVolumeMode"),
          Map.entry("PodOS.name", "v1.OSName"),
          Map.entry("PodReadinessGate.conditionType", "v1.PodConditionType"),
          Map.entry("PodSecurityContext.fsGroupChangePolicy", "v1.PodFSGroupChangePolicy"),
          Map.entry("PodSecurityContext.seLinuxChangePolicy", "v1.PodSELinuxChangePolicy"),
          Map.entry("PodSecurityContext.supplementalGroupsPolicy", "v1.SupplementalGroupsPolicy"),
          Map.entry("PodSpec.dnsPolicy", "v1.DNSPolicy"),
          Map.entry("PodSpec.preemptionPolicy", "v1.PreemptionPolicy"),
          Map.entry("PodSpec.restartPolicy", "v1.RestartPolicy"),
          Map.entry("SeccompProfile.type", "v1.SeccompProfileType"),
          Map.entry("SecurityContext.procMount", "v1.ProcMountType"),
          Map.entry("Toleration.effect", "v1.TaintEffect"),
          Map.entry("Toleration.operator", "v1.TolerationOperator"),
          Map.entry("TopologySpreadConstraint.nodeAffinityPolicy", "v1.NodeInclusionPolicy"),
          Map.entry("TopologySpreadConstraint.nodeTaintsPolicy", "v1.NodeInclusionPolicy"),
          Map.entry(
              "TopologySpreadConstraint.whenUnsatisfiable", "v1.UnsatisfiableConstraintAction"),
          Map.entry("VolumeMount.mountPropagation", "v1.MountPropagationMode"),
          Map.entry("VolumeMount.recursiveReadOnly", "v1.RecursiveReadOnlyMode"));

  private DeclaredNames() {}

  /// The part that holds a type's inline members.
  static String embedded(String owner) {
    return EMBEDDED.getOrDefault(owner, "LocalObjectReference");
  }

  /// A member's name.
  static String member(String owner, String name) {
    String known = MEMBERS.get(owner + "." + name);
    if (known == null) {
      known = MEMBERS.get(name);
    }
    return known == null ? Character.toUpperCase(name.charAt(0)) + name.substring(1) : known;
  }

  /// The type of a member, or of the items of a list, when it has a name of its own; null
  /// otherwise.
  static @Nullable String type(String owner, String name) {
    return TYPES.get(owner + "." + name);
  }
}
