package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.each;
import static io.kubejar.api.kind.Defaults.orElse;

import org.jspecify.annotations.Nullable;

/// The values that volumes have where none are given.
final class VolumeDefaults {
  /// `0644`: the owner writes, everyone reads.
  private static final int MODE = 0644;

  private VolumeDefaults() {}

  static Volume of(Volume volume) {
    return volume.with(
        draft -> {
          if (VolumeSources.count(volume) == 0) {
            draft.emptyDir(EmptyDirVolumeSource.builder().build());
          }
          SecretVolumeSource secret = volume.secret();
          if (secret != null) {
            draft.secret(s -> s.defaultMode(orElse(secret.defaultMode(), MODE)));
          }
          ConfigMapVolumeSource configMap = volume.configMap();
          if (configMap != null) {
            draft.configMap(c -> c.defaultMode(orElse(configMap.defaultMode(), MODE)));
          }
          draft
              .hostPath(of(volume.hostPath()))
              .downwardAPI(of(volume.downwardAPI()))
              .projected(of(volume.projected()))
              .iscsi(of(volume.iscsi()))
              .rbd(of(volume.rbd()))
              .azureDisk(of(volume.azureDisk()))
              .scaleIO(of(volume.scaleIO()))
              .ephemeral(of(volume.ephemeral()))
              .image(of(volume.image()));
        });
  }

  static @Nullable HostPathVolumeSource of(@Nullable HostPathVolumeSource source) {
    return source != null && source.type() == null ? source.with(draft -> draft.type("")) : source;
  }

  static @Nullable AzureDiskVolumeSource of(@Nullable AzureDiskVolumeSource source) {
    return source == null
        ? null
        : source.with(
            draft ->
                draft
                    .cachingMode(orElse(source.cachingMode(), "ReadWrite"))
                    .kind(orElse(source.kind(), "Shared"))
                    .fsType(orElse(source.fsType(), "ext4"))
                    .readOnly(orElse(source.readOnly(), Boolean.FALSE)));
  }

  private static @Nullable DownwardAPIVolumeSource of(@Nullable DownwardAPIVolumeSource source) {
    return source == null
        ? null
        : source.with(
            draft ->
                draft
                    .defaultMode(orElse(source.defaultMode(), MODE))
                    .items(each(source.items(), VolumeDefaults::of)));
  }

  private static DownwardAPIVolumeFile of(DownwardAPIVolumeFile file) {
    ObjectFieldSelector field = file.fieldRef();
    return field == null ? file : file.with(draft -> draft.fieldRef(ContainerDefaults.of(field)));
  }

  private static @Nullable ProjectedVolumeSource of(@Nullable ProjectedVolumeSource source) {
    return source == null
        ? null
        : source.with(
            draft ->
                draft
                    .defaultMode(orElse(source.defaultMode(), MODE))
                    .sources(each(source.sources(), VolumeDefaults::of)));
  }

  private static VolumeProjection of(VolumeProjection projection) {
    return projection.with(
        draft -> {
          ServiceAccountTokenProjection token = projection.serviceAccountToken();
          if (token != null) {
            draft.serviceAccountToken(
                t -> t.expirationSeconds(orElse(token.expirationSeconds(), 3600L)));
          }
          DownwardAPIProjection downward = projection.downwardAPI();
          if (downward != null) {
            draft.downwardAPI(d -> d.items(each(downward.items(), VolumeDefaults::of)));
          }
          PodCertificateProjection certificate = projection.podCertificate();
          if (certificate != null) {
            draft.podCertificate(
                c -> c.maxExpirationSeconds(orElse(certificate.maxExpirationSeconds(), 86400)));
          }
        });
  }

  private static @Nullable ISCSIVolumeSource of(@Nullable ISCSIVolumeSource source) {
    return source == null
        ? null
        : source.with(draft -> draft.iscsiInterface(orElse(source.iscsiInterface(), "default")));
  }

  private static @Nullable RBDVolumeSource of(@Nullable RBDVolumeSource source) {
    return source == null
        ? null
        : source.with(
            draft ->
                draft
                    .pool(orElse(source.pool(), "rbd"))
                    .user(orElse(source.user(), "admin"))
                    .keyring(orElse(source.keyring(), "/etc/ceph/keyring")));
  }

  private static @Nullable ScaleIOVolumeSource of(@Nullable ScaleIOVolumeSource source) {
    return source == null
        ? null
        : source.with(
            draft ->
                draft
                    .storageMode(orElse(source.storageMode(), "ThinProvisioned"))
                    .fsType(orElse(source.fsType(), "xfs")));
  }

  private static @Nullable EphemeralVolumeSource of(@Nullable EphemeralVolumeSource source) {
    PersistentVolumeClaimTemplate template = source == null ? null : source.volumeClaimTemplate();
    return source == null || template == null
        ? source
        : source.with(
            draft ->
                draft.volumeClaimTemplate(
                    t -> t.spec(PersistentVolumeClaimKind.defaults(template.spec()))));
  }

  private static @Nullable ImageVolumeSource of(@Nullable ImageVolumeSource source) {
    return source == null
        ? null
        : source.with(
            draft ->
                draft.pullPolicy(
                    orElse(source.pullPolicy(), ImageName.pullPolicy(source.reference()))));
  }
}
