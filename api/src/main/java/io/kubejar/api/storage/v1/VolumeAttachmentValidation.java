package io.kubejar.api.storage.v1;

import io.kubejar.api.core.v1.NetworkVolumeValidation;
import io.kubejar.api.core.v1.PersistentVolumeSpec;
import io.kubejar.api.core.v1.PersistentVolumeValidation;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules for the attachments of volumes to nodes.
final class VolumeAttachmentValidation {
  private static final int MAX_METADATA = 256 * 1024;
  private static final int MAX_MESSAGE = 1024;
  private static final Path SPEC = Path.of("spec");

  private VolumeAttachmentValidation() {}

  static void check(VolumeAttachment object, FieldErrors errors) {
    VolumeAttachmentSpec spec = object.spec();
    if (spec.attacher().isEmpty()) {
      errors.required(SPEC.child("attacher"));
    }
    check(spec.source(), SPEC.child("source"), errors);
    errors.invalid(SPEC.child("nodeName"), spec.nodeName(), Formats.dnsSubdomain(spec.nodeName()));
    Path status = Path.of("status");
    checkMetadata(object.status().attachmentMetadata(), status.child("attachmentMetadata"), errors);
    check(object.status().attachError(), status.child("attachError"), errors);
    check(object.status().detachError(), status.child("detachError"), errors);
  }

  /// What is asked of new attachments in addition.
  static void checkNames(VolumeAttachmentSpec spec, FieldErrors errors) {
    if (!spec.attacher().isEmpty()) {
      NetworkVolumeValidation.checkDriver(spec.attacher(), SPEC.child("attacher"), errors);
    }
    String volume = spec.source().persistentVolumeName();
    if (volume != null) {
      errors.invalid(
          SPEC.child("source").child("persistentVolumeName"), volume, Formats.dnsSubdomain(volume));
    }
  }

  static void checkUnchanged(VolumeAttachment object, VolumeAttachment old, FieldErrors errors) {
    if (!object.spec().equals(old.spec())) {
      errors.invalid(SPEC, FieldErrors.plain(object.spec()), "field is immutable");
    }
  }

  private static void check(VolumeAttachmentSource source, Path path, FieldErrors errors) {
    String volume = source.persistentVolumeName();
    PersistentVolumeSpec inline = source.inlineVolumeSpec();
    String one = "must specify exactly one of inlineVolumeSpec and persistentVolumeName";
    if (volume == null && inline == null) {
      errors.required(path, one);
    } else if (volume != null && inline != null) {
      errors.forbidden(path, one);
    } else if (inline != null) {
      PersistentVolumeValidation.checkInline(inline, path.child("inlineVolumeSpec"), errors);
    } else if (volume != null && volume.isEmpty()) {
      errors.required(
          path.child("persistentVolumeName"), "must specify non empty persistentVolumeName");
    }
  }

  private static void checkMetadata(Map<String, String> metadata, Path path, FieldErrors errors) {
    if (metadata.containsKey("")) {
      errors.invalid(path, "", "field can not be empty.");
    }
    if (StorageParameters.size(metadata) > MAX_METADATA) {
      errors.tooLong(path, MAX_METADATA);
    }
  }

  private static void check(@Nullable VolumeError error, Path path, FieldErrors errors) {
    if (error != null && StorageParameters.bytes(error.message()) > MAX_MESSAGE) {
      errors.tooLong(path.child("message"), MAX_MESSAGE);
    }
  }
}
