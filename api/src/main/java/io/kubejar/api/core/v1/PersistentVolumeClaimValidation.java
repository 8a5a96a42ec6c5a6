package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Differences;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.LabelSelectorValidation;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules for claims of volumes.
public final class PersistentVolumeClaimValidation {
  static final List<String> ACCESS_MODES =
      List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
  static final List<String> VOLUME_MODES = List.of("Block", "Filesystem");

  /// What upstream shows of the place that it names as the value.
  private static final FieldErrors.Json NO_MEMBERS = new FieldErrors.Json("{}");

  private PersistentVolumeClaimValidation() {}

  /// Reports what is wrong with a claim's specification at a place within an object.
  public static void checkSpec(PersistentVolumeClaimSpec spec, Path path, FieldErrors errors) {
    checkAccessModes(spec.accessModes(), path.child("accessModes"), errors);
    LabelSelectorValidation.check(spec.selector(), path.child("selector"), errors);
    Quantity storage = spec.resources().requests().get("storage");
    Path at = path.child("resources").key("storage");
    if (storage == null) {
      errors.required(at);
    } else if (storage.signum() <= 0) {
      errors.invalid(at, storage, "must be greater than zero");
    }
    String storageClass = spec.storageClassName();
    if (storageClass != null && !storageClass.isEmpty()) {
      errors.invalid(
          path.child("storageClassName"), storageClass, Formats.dnsSubdomain(storageClass));
    }
    checkVolumeMode(spec.volumeMode(), path.child("volumeMode"), errors);
    checkSources(spec, path, errors);
    String attributes = spec.volumeAttributesClassName();
    if (attributes != null && !attributes.isEmpty()) {
      errors.invalid(
          path.child("volumeAttributesClassName"), attributes, Formats.dnsSubdomain(attributes));
    }
  }

  /// Both forms of the source of the data must be well-formed and mean the same.
  private static void checkSources(PersistentVolumeClaimSpec spec, Path path, FieldErrors errors) {
    TypedLocalObjectReference source = spec.dataSource();
    if (source != null) {
      Path at = path.child("dataSource");
      checkSource(source.apiGroup(), source.kind(), source.name(), at, errors);
    }
    TypedObjectReference reference = spec.dataSourceRef();
    if (reference == null) {
      return;
    }
    Path at = path.child("dataSourceRef");
    checkSource(reference.apiGroup(), reference.kind(), reference.name(), at, errors);
    String namespace = reference.namespace();
    if (namespace != null && !namespace.isEmpty()) {
      errors.invalid(at.child("namespace"), namespace, Formats.dnsLabel(namespace));
      if (source != null) {
        errors.invalid(
            path, NO_MEMBERS, "may not be specified when dataSourceRef.namespace is specified");
      }
    } else if (source != null && !source.equals(PersistentVolumeClaimSources.local(reference))) {
      errors.invalid(path, NO_MEMBERS, "must match dataSourceRef");
    }
  }

  private static void checkSource(
      @Nullable String group, String kind, String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path.child("name"));
    }
    if (kind.isEmpty()) {
      errors.required(path.child("kind"));
    }
    if (group == null || group.isEmpty()) {
      if (!kind.equals("PersistentVolumeClaim")) {
        errors.invalid(
            path, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
      }
    } else {
      errors.invalid(path.child("apiGroup"), group, Formats.dnsSubdomain(group));
    }
  }

  static void checkAccessModes(List<String> modes, Path path, FieldErrors errors) {
    if (modes.isEmpty()) {
      errors.required(path, "at least 1 access mode is required");
    }
    for (String mode : modes) {
      if (!ACCESS_MODES.contains(mode)) {
        errors.notSupported(path, mode, ACCESS_MODES);
      }
    }
    if (modes.contains("ReadWriteOncePod") && modes.size() > 1) {
      errors.forbidden(path, "may not use ReadWriteOncePod with other access modes");
    }
  }

  static void checkVolumeMode(@Nullable String mode, Path path, FieldErrors errors) {
    if (mode != null && !VOLUME_MODES.contains(mode)) {
      errors.notSupported(path, mode, VOLUME_MODES);
    }
  }

  static void checkUpdate(
      PersistentVolumeClaim claim, PersistentVolumeClaim old, FieldErrors errors) {
    Path path = Path.of("spec");
    PersistentVolumeClaimSpec spec = claim.spec();
    PersistentVolumeClaimSpec before = old.spec();
    boolean bound = old.status().phase().equals("Bound");
    PersistentVolumeClaimSpec comparable =
        spec.with(
            draft -> {
              if (before.volumeName().isEmpty()) {
                draft.volumeName("");
              }
              if (before.storageClassName() == null) {
                draft.storageClassName(null);
              }
              if (bound) {
                draft
                    .resources(r -> r.requests(requestsOf(spec, before)))
                    .volumeAttributesClassName(before.volumeAttributesClassName());
              } else if (before.volumeAttributesClassName() == null) {
                draft.volumeAttributesClassName(null);
              }
            });
    if (!comparable.equals(before)) {
      errors.forbidden(
          path,
          "spec is immutable after creation except resources.requests and"
              + " volumeAttributesClassName for bound claims\n"
              + Differences.text(before, comparable));
    }
    checkSize(claim, old, path, errors);
  }

  /// The requests with the old size, since a bound claim may grow.
  private static Map<String, Quantity> requestsOf(
      PersistentVolumeClaimSpec spec, PersistentVolumeClaimSpec old) {
    Map<String, Quantity> requests = new java.util.TreeMap<>(spec.resources().requests());
    Quantity size = old.resources().requests().get("storage");
    if (size != null) {
      requests.put("storage", size);
    }
    return requests;
  }

  private static void checkSize(
      PersistentVolumeClaim claim, PersistentVolumeClaim old, Path path, FieldErrors errors) {
    Quantity now = claim.spec().resources().requests().get("storage");
    Quantity before = old.spec().resources().requests().get("storage");
    Quantity capacity = old.status().capacity().get("storage");
    if (now == null || before == null || now.compareTo(before) >= 0) {
      return;
    }
    if (capacity == null || now.compareTo(capacity) < 0) {
      errors.forbidden(
          path.child("resources").child("requests").child("storage"),
          "field can not be less than status.capacity");
    }
  }
}
