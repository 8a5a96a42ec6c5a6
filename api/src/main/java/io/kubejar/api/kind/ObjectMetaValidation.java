package io.kubejar.api.kind;

import io.kubejar.api.meta.v1.ManagedFieldsEntry;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.api.meta.v1.OwnerReferenceCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The rules for the metadata of objects of all kinds.
public final class ObjectMetaValidation {
  private static final Path METADATA = Path.of("metadata");
  private static final int ANNOTATIONS_LIMIT = 256 * 1024;
  private static final Set<String> STANDARD_FINALIZERS =
      Set.of("kubernetes", "orphan", "foregroundDeletion");

  private ObjectMetaValidation() {}

  /// Reports what is wrong with an object's metadata by itself.
  ///
  /// @param namespaced whether objects of the kind live in a namespace
  /// @param rule what names look like
  /// @param restrictsFinalizers whether finalizers without a domain have to be well-known ones
  public static void check(
      ObjectMeta metadata,
      boolean namespaced,
      NameRule rule,
      boolean restrictsFinalizers,
      FieldErrors errors) {
    check(metadata, namespaced, rule, METADATA, errors);
    if (restrictsFinalizers) {
      checkWellKnown(metadata.finalizers(), METADATA.child("finalizers"), errors);
    }
  }

  /// Reports what is wrong with metadata at a place within an object.
  public static void check(
      ObjectMeta metadata, boolean namespaced, NameRule rule, Path path, FieldErrors errors) {
    if (!metadata.generateName().isEmpty()) {
      errors.invalid(
          path.child("generateName"),
          metadata.generateName(),
          rule.check(metadata.generateName(), true));
    }
    if (metadata.name().isEmpty()) {
      errors.required(path.child("name"), "name or generateName is required");
    } else {
      errors.invalid(path.child("name"), metadata.name(), rule.check(metadata.name(), false));
    }
    checkNamespace(metadata.namespace(), namespaced, path.child("namespace"), errors);
    errors.nonNegative(path.child("generation"), metadata.generation());
    checkLabels(metadata.labels(), path.child("labels"), errors);
    checkAnnotations(metadata.annotations(), path.child("annotations"), errors);
    checkOwners(metadata.ownerReferences(), path.child("ownerReferences"), errors);
    checkFinalizers(metadata.finalizers(), path.child("finalizers"), errors);
    checkManagedFields(metadata.managedFields(), path.child("managedFields"), errors);
  }

  /// Reports what is wrong with a change of metadata.
  public static void checkUpdate(ObjectMeta metadata, ObjectMeta old, FieldErrors errors) {
    if (old.deletionTimestamp() != null) {
      checkNoneAdded(metadata.finalizers(), old.finalizers(), errors);
    }
    if (metadata.resourceVersion().isEmpty()) {
      errors.invalid(METADATA.child("resourceVersion"), "", "must be specified for an update");
    }
    if (metadata.generation() < old.generation()) {
      errors.invalid(
          METADATA.child("generation"), metadata.generation(), "must not be decremented");
    }
    errors.immutable(METADATA.child("name"), metadata.name(), old.name());
    errors.immutable(METADATA.child("namespace"), metadata.namespace(), old.namespace());
    errors.immutable(METADATA.child("uid"), metadata.uid(), old.uid());
    errors.immutable(
        METADATA.child("creationTimestamp"), metadata.creationTimestamp(), old.creationTimestamp());
    errors.immutable(
        METADATA.child("deletionTimestamp"), metadata.deletionTimestamp(), old.deletionTimestamp());
    errors.immutable(
        METADATA.child("deletionGracePeriodSeconds"),
        metadata.deletionGracePeriodSeconds(),
        old.deletionGracePeriodSeconds());
    checkLabels(metadata.labels(), METADATA.child("labels"), errors);
    checkAnnotations(metadata.annotations(), METADATA.child("annotations"), errors);
    checkOwners(metadata.ownerReferences(), METADATA.child("ownerReferences"), errors);
    checkManagedFields(metadata.managedFields(), METADATA.child("managedFields"), errors);
  }

  /// The metadata of an update with what a client may leave out, or may not change without being
  /// told, taken from the object as it is stored.
  public static ObjectMeta repaired(ObjectMeta metadata, ObjectMeta old) {
    return metadata.with(
        draft -> {
          if (metadata.uid().isEmpty()) {
            draft.uid(old.uid());
          }
          draft.creationTimestamp(old.creationTimestamp());
          if (old.deletionTimestamp() != null) {
            draft.deletionTimestamp(old.deletionTimestamp());
          }
          if (metadata.deletionGracePeriodSeconds() == null) {
            draft.deletionGracePeriodSeconds(old.deletionGracePeriodSeconds());
          }
        });
  }

  /// Reports keys and values of labels that are not well formed.
  public static void checkLabels(Map<String, String> labels, Path path, FieldErrors errors) {
    labels.forEach(
        (key, value) -> {
          errors.invalid(path, key, Formats.qualifiedName(key));
          errors.invalid(path, value, Formats.labelValue(value));
        });
  }

  /// Reports keys of annotations that are not well formed, and annotations that are too large.
  public static void checkAnnotations(
      Map<String, String> annotations, Path path, FieldErrors errors) {
    long size = 0;
    for (Map.Entry<String, String> entry : annotations.entrySet()) {
      errors.invalid(path, entry.getKey(), Formats.annotationKey(entry.getKey()));
      size += utf8Length(entry.getKey()) + utf8Length(entry.getValue());
    }
    if (size > ANNOTATIONS_LIMIT) {
      errors.tooLong(path, ANNOTATIONS_LIMIT);
    }
  }

  /// Reports finalizers without a domain that are not well-known ones.
  public static void checkWellKnown(List<String> finalizers, Path path, FieldErrors errors) {
    for (int i = 0; i < finalizers.size(); i++) {
      String finalizer = finalizers.get(i);
      if (finalizer.indexOf('/') < 0 && !STANDARD_FINALIZERS.contains(finalizer)) {
        errors.invalid(
            path.index(i),
            finalizer,
            "name is neither a standard finalizer name nor is it fully qualified");
      }
    }
  }

  private static void checkNamespace(
      String namespace, boolean namespaced, Path path, FieldErrors errors) {
    if (!namespaced) {
      if (!namespace.isEmpty()) {
        errors.forbidden(path, "not allowed on this type");
      }
    } else if (namespace.isEmpty()) {
      errors.required(path);
    } else {
      errors.invalid(path, namespace, NameRule.LABEL.check(namespace, false));
    }
  }

  private static void checkOwners(List<OwnerReference> owners, Path path, FieldErrors errors) {
    OwnerReference controller = null;
    for (OwnerReference owner : owners) {
      checkOwner(owner, path, errors);
      if (!Boolean.TRUE.equals(owner.controller())) {
        continue;
      }
      if (controller == null) {
        controller = owner;
        continue;
      }
      errors.invalid(
          path,
          owners.stream()
              .map(each -> FieldErrors.json(OwnerReferenceCodec.INSTANCE, each))
              .toList(),
          "Only one reference can have Controller set to true. Found \"true\" in references for "
              + "%s/%s and %s/%s"
                  .formatted(controller.kind(), controller.name(), owner.kind(), owner.name()));
    }
  }

  private static void checkOwner(OwnerReference owner, Path path, FieldErrors errors) {
    String apiVersion = owner.apiVersion();
    int slash = apiVersion.indexOf('/');
    String version =
        apiVersion.indexOf('/', slash + 1) > 0 && slash >= 0 ? "" : apiVersion.substring(slash + 1);
    if (version.isEmpty()) {
      errors.invalid(path.child("apiVersion"), apiVersion, "version must not be empty");
    }
    if (owner.kind().isEmpty()) {
      errors.invalid(path.child("kind"), "", "must not be empty");
    }
    if (owner.name().isEmpty()) {
      errors.invalid(path.child("name"), "", "must not be empty");
    }
    if (owner.uid().isEmpty()) {
      errors.invalid(path.child("uid"), "", "must not be empty");
    }
    if (owner.kind().equals("Event") && apiVersion.equals("v1")) {
      errors.invalid(
          path,
          FieldErrors.json(OwnerReferenceCodec.INSTANCE, owner),
          "/v1, Kind=Event is disallowed from being an owner");
    }
  }

  private static void checkFinalizers(List<String> finalizers, Path path, FieldErrors errors) {
    for (String finalizer : finalizers) {
      errors.invalid(path, finalizer, Formats.qualifiedName(finalizer));
    }
    if (finalizers.contains("orphan") && finalizers.contains("foregroundDeletion")) {
      errors.invalid(
          path, finalizers, "finalizer orphan and foregroundDeletion cannot be both set");
    }
  }

  private static void checkNoneAdded(
      List<String> finalizers, List<String> old, FieldErrors errors) {
    List<String> added = new ArrayList<>(finalizers);
    added.removeAll(old);
    if (!added.isEmpty()) {
      StringBuilder names = new StringBuilder("[]string{");
      added.stream()
          .distinct()
          .sorted()
          .forEach(
              name -> {
                names.append(names.charAt(names.length() - 1) == '{' ? "" : ", ");
                TextWriter.quote(names, name);
              });
      errors.forbidden(
          METADATA.child("finalizers"),
          "no new finalizers can be added if the object is being deleted, found new finalizers "
              + names
              + "}");
    }
  }

  private static void checkManagedFields(
      List<ManagedFieldsEntry> entries, Path path, FieldErrors errors) {
    for (int i = 0; i < entries.size(); i++) {
      ManagedFieldsEntry entry = entries.get(i);
      Path at = path.index(i);
      if (!entry.operation().equals("Apply") && !entry.operation().equals("Update")) {
        errors.invalid(at.child("operation"), entry.operation(), "must be `Apply` or `Update`");
      }
      if (!entry.fieldsType().isEmpty() && !Objects.equals(entry.fieldsType(), "FieldsV1")) {
        errors.invalid(at.child("fieldsType"), entry.fieldsType(), "must be `FieldsV1`");
      }
      if (entry.manager().length() > 128) {
        errors.tooLong(at.child("manager"), 128);
      }
      if (entry.subresource().length() > 256) {
        errors.tooLong(at.child("subresource"), 256);
      }
    }
  }

  private static long utf8Length(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        return text.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return text.length();
  }
}
