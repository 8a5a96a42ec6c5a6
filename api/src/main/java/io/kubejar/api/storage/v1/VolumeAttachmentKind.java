package io.kubejar.api.storage.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `volumeattachments` resource: names and rules of [VolumeAttachment].
public final class VolumeAttachmentKind implements Kind<VolumeAttachment> {
  public static final VolumeAttachmentKind VOLUME_ATTACHMENT = new VolumeAttachmentKind();

  private static final Names NAMES =
      Names.of("storage.k8s.io", "v1", "VolumeAttachment", "volumeattachments")
          .stored("/registry/volumeattachments/", "tJx/ezt6UDU=")
          .subresource("status", "get", "patch", "update")
          .build();

  private VolumeAttachmentKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<VolumeAttachment> codec() {
    return VolumeAttachmentCodec.INSTANCE;
  }

  @Override
  public boolean statusChangesMetadata() {
    return false;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.OBJECT;
  }

  @Override
  public void validate(VolumeAttachment object, FieldErrors errors) {
    VolumeAttachmentValidation.check(object, errors);
    VolumeAttachmentValidation.checkNames(object.spec(), errors);
  }

  @Override
  public void validateUpdate(VolumeAttachment object, VolumeAttachment old, FieldErrors errors) {
    VolumeAttachmentValidation.check(object, errors);
    VolumeAttachmentValidation.checkUnchanged(object, old, errors);
  }

  @Override
  public void validateStatusUpdate(
      VolumeAttachment object, VolumeAttachment old, FieldErrors errors) {
    VolumeAttachmentValidation.check(object, errors);
    VolumeAttachmentValidation.checkUnchanged(object, old, errors);
  }

  @Override
  public List<Column<VolumeAttachment>> columns() {
    return COLUMNS;
  }

  private static final List<Column<VolumeAttachment>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.of(
              "Attacher", "string", "name", 0, "Who attaches.", each -> each.spec().attacher()),
          Column.text(
              "PV", "The volume.", each -> orElse(each.spec().source().persistentVolumeName(), "")),
          Column.text("Node", "Where to.", each -> each.spec().nodeName()),
          Column.yesNo("Attached", "Whether it is attached.", each -> each.status().attached()),
          Column.age());
}
