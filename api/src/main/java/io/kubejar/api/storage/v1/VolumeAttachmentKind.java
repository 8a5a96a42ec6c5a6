package io.kubejar.api.storage.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.core.v1.PersistentVolumeSpec;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `volumeattachments` resource: names and rules of [VolumeAttachment].
public final class VolumeAttachmentKind implements Kind<VolumeAttachment> {
  public static final VolumeAttachmentKind VOLUME_ATTACHMENT = new VolumeAttachmentKind();

  private static final String NOT_INLINE = "may not be specified in the context of inline volumes";

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
    Path path = Path.of("spec");
    VolumeAttachmentSpec spec = object.spec();
    if (spec.attacher().isEmpty()) {
      errors.required(path.child("attacher"));
    }
    VolumeAttachmentSource source = spec.source();
    if ((source.persistentVolumeName() == null) == (source.inlineVolumeSpec() == null)) {
      errors.required(
          path.child("source"),
          "must specify exactly one of inlineVolumeSpec and persistentVolumeName");
    }
    PersistentVolumeSpec inline = source.inlineVolumeSpec();
    if (inline != null) {
      checkInline(inline, path.child("source").child("inlineVolumeSpec"), errors);
    }
    errors.invalid(path.child("nodeName"), spec.nodeName(), Formats.dnsSubdomain(spec.nodeName()));
  }

  /// A volume without an object of its own can only say how it is reached.
  private static void checkInline(PersistentVolumeSpec volume, Path path, FieldErrors errors) {
    if (volume.claimRef() != null) {
      errors.forbidden(path.child("claimRef"), NOT_INLINE);
    }
    if (!volume.capacity().isEmpty()) {
      errors.forbidden(path.child("capacity"), NOT_INLINE);
    }
    if (volume.csi() == null) {
      errors.required(path.child("csi"), "has to be specified in the context of inline volumes");
    }
  }

  @Override
  public void validateUpdate(VolumeAttachment object, VolumeAttachment old, FieldErrors errors) {
    validate(object, errors);
    if (!object.spec().equals(old.spec())) {
      errors.invalid(Path.of("spec"), FieldErrors.plain(object.spec()), "field is immutable");
    }
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
