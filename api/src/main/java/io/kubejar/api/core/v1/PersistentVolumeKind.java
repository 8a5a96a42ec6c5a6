package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.Time;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `persistentvolumes` resource: names and rules of [PersistentVolume].
public final class PersistentVolumeKind implements Kind<PersistentVolume> {
  public static final PersistentVolumeKind PERSISTENT_VOLUME = new PersistentVolumeKind();

  private static final Names NAMES =
      Names.of("", "v1", "PersistentVolume", "persistentvolumes")
          .shortNames("pv")
          .stored("/registry/persistentvolumes/", "HN/zwEC+JgM=")
          .subresource("status", "get", "patch", "update")
          .build();

  private PersistentVolumeKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<PersistentVolume> codec() {
    return PersistentVolumeCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.OBJECT;
  }

  @Override
  public PersistentVolume defaults(PersistentVolume volume) {
    PersistentVolumeSpec spec = volume.spec();
    HostPathVolumeSource hostPath = spec.hostPath();
    return volume.with(
        draft ->
            draft
                .status(s -> s.phase(orElse(volume.status().phase(), "Pending")))
                .spec(
                    s ->
                        s.persistentVolumeReclaimPolicy(
                                orElse(spec.persistentVolumeReclaimPolicy(), "Retain"))
                            .volumeMode(orElse(spec.volumeMode(), "Filesystem"))
                            .capacity(ContainerDefaults.rounded(spec.capacity()))
                            .hostPath(VolumeDefaults.of(hostPath))
                            .azureDisk(VolumeDefaults.of(spec.azureDisk()))));
  }

  @Override
  public PersistentVolume prepareCreate(PersistentVolume volume) {
    return volume.with(
        draft ->
            draft.status(
                PersistentVolumeStatus.builder()
                    .phase("Pending")
                    .lastPhaseTransitionTime(volume.metadata().creationTimestamp())
                    .build()));
  }

  @Override
  public PersistentVolume prepareStatusUpdate(
      PersistentVolume volume, PersistentVolume old, Instant now) {
    PersistentVolumeStatus status = volume.status();
    Time given = status.lastPhaseTransitionTime();
    Time since = old.status().lastPhaseTransitionTime();
    boolean moved = !status.phase().equals(old.status().phase());
    boolean said = given != null && !given.equals(since);
    return prepareStatusUpdate(
        volume.with(
            draft ->
                draft.status(
                    s -> s.lastPhaseTransitionTime(said ? given : moved ? new Time(now) : since))),
        old);
  }

  @Override
  public List<String> warnings(PersistentVolume volume) {
    return StorageWarnings.of(volume);
  }

  @Override
  public void validate(PersistentVolume volume, FieldErrors errors) {
    PersistentVolumeValidation.check(volume.spec(), Path.of("spec"), errors);
  }

  @Override
  public void validateUpdate(PersistentVolume volume, PersistentVolume old, FieldErrors errors) {
    validate(volume, errors);
    PersistentVolumeValidation.checkUpdate(volume, old, errors);
  }

  @Override
  public List<Column<PersistentVolume>> columns() {
    return COLUMNS;
  }

  private static String claim(@Nullable ObjectReference claim) {
    return claim == null ? "" : claim.namespace() + "/" + claim.name();
  }

  private static final List<Column<PersistentVolume>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text(
              "Capacity",
              "How large the volume is.",
              each -> orElse(each.spec().capacity().get("storage"), Quantity.ZERO).toString()),
          Column.text(
              "Access Modes",
              "How the volume can be mounted.",
              each -> AccessModes.text(each.spec().accessModes())),
          Column.text(
              "Reclaim Policy",
              "What becomes of it after its claim.",
              each -> each.spec().persistentVolumeReclaimPolicy()),
          Column.text(
              "Status",
              "The phase.",
              each ->
                  each.metadata().deletionTimestamp() == null
                      ? each.status().phase()
                      : "Terminating"),
          Column.text(
              "Claim", "The claim that it is bound to.", each -> claim(each.spec().claimRef())),
          Column.text(
              "StorageClass", "The class of storage.", each -> each.spec().storageClassName()),
          Column.text(
              "VolumeAttributesClass",
              "The class of its attributes.",
              each -> orElse(each.spec().volumeAttributesClassName(), "<unset>")),
          Column.text("Reason", "Why it is in its phase.", each -> each.status().reason()),
          Column.age(),
          Column.wide(
              "VolumeMode",
              "Whether the volume has a filesystem.",
              each -> orElse(each.spec().volumeMode(), "<unset>")));
}
