package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.value.Quantity;
import java.util.List;

/// The `persistentvolumeclaims` resource: names and rules of [PersistentVolumeClaim].
public final class PersistentVolumeClaimKind implements Kind<PersistentVolumeClaim> {
  public static final PersistentVolumeClaimKind PERSISTENT_VOLUME_CLAIM =
      new PersistentVolumeClaimKind();

  private static final Names NAMES =
      Names.of("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims")
          .namespaced()
          .shortNames("pvc")
          .stored("/registry/persistentvolumeclaims/", "QWTyNDq0dC4=")
          .subresource("status", "get", "patch", "update")
          .build();

  private PersistentVolumeClaimKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<PersistentVolumeClaim> codec() {
    return PersistentVolumeClaimCodec.INSTANCE;
  }

  @Override
  public PersistentVolumeClaim defaults(PersistentVolumeClaim claim) {
    return completed(claim)
        .with(draft -> draft.status(s -> s.phase(orElse(claim.status().phase(), "Pending"))));
  }

  /// A claim, or a template of one, with everything filled in.
  public static PersistentVolumeClaim completed(PersistentVolumeClaim claim) {
    return claim.with(draft -> draft.spec(defaults(claim.spec())));
  }

  static PersistentVolumeClaimSpec defaults(PersistentVolumeClaimSpec spec) {
    return spec.with(
        draft ->
            draft
                .volumeMode(orElse(spec.volumeMode(), "Filesystem"))
                .resources(
                    r ->
                        r.limits(ContainerDefaults.rounded(spec.resources().limits()))
                            .requests(ContainerDefaults.rounded(spec.resources().requests()))));
  }

  @Override
  public PersistentVolumeClaim prepareCreate(PersistentVolumeClaim claim) {
    return claim.with(
        draft ->
            draft
                .spec(PersistentVolumeClaimSources.completed(claim.spec(), null))
                .status(PersistentVolumeClaimStatus.builder().phase("Pending").build()));
  }

  @Override
  public PersistentVolumeClaim prepareUpdate(
      PersistentVolumeClaim claim, PersistentVolumeClaim old) {
    return claim.with(
        draft ->
            draft
                .spec(PersistentVolumeClaimSources.completed(claim.spec(), old.spec()))
                .status(old.status()));
  }

  @Override
  public List<String> warnings(PersistentVolumeClaim claim) {
    return StorageWarnings.of(claim);
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public void validateStatusUpdate(
      PersistentVolumeClaim claim, PersistentVolumeClaim old, FieldErrors errors) {
    PersistentVolumeClaimStatusValidation.check(claim.status(), errors);
  }

  @Override
  public void validate(PersistentVolumeClaim claim, FieldErrors errors) {
    PersistentVolumeClaimValidation.checkSpec(claim.spec(), Path.of("spec"), errors);
  }

  @Override
  public void validateUpdate(
      PersistentVolumeClaim claim, PersistentVolumeClaim old, FieldErrors errors) {
    validate(claim, errors);
    PersistentVolumeClaimValidation.checkUpdate(claim, old, errors);
  }

  @Override
  public List<Column<PersistentVolumeClaim>> columns() {
    return COLUMNS;
  }

  private static final List<Column<PersistentVolumeClaim>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text(
              "Status",
              "The claim's phase.",
              claim ->
                  claim.metadata().deletionTimestamp() == null
                      ? claim.status().phase()
                      : "Terminating"),
          Column.text("Volume", "The volume that is bound.", claim -> claim.spec().volumeName()),
          Column.text(
              "Capacity",
              "How large the volume is.",
              claim ->
                  claim.spec().volumeName().isEmpty()
                      ? ""
                      : orElse(claim.status().capacity().get("storage"), Quantity.ZERO).toString()),
          Column.text(
              "Access Modes",
              "How the volume can be mounted.",
              claim ->
                  claim.spec().volumeName().isEmpty()
                      ? ""
                      : AccessModes.text(claim.status().accessModes())),
          Column.text(
              "StorageClass",
              "The class of storage.",
              claim ->
                  orElse(
                      orElse(
                          claim
                              .metadata()
                              .annotations()
                              .get("volume.beta.kubernetes.io/storage-class"),
                          orElse(claim.spec().storageClassName(), "")),
                      "")),
          Column.text(
              "VolumeAttributesClass",
              "The class of the volume's attributes.",
              claim -> orElse(claim.spec().volumeAttributesClassName(), "<unset>")),
          Column.age(),
          Column.wide(
              "VolumeMode",
              "Whether the volume has a filesystem.",
              claim -> orElse(claim.spec().volumeMode(), "<unset>")));
}
