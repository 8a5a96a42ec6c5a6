package io.kubejar.api.kind;

import io.kubejar.api.meta.v1.ApiObject;
import java.util.List;
import java.util.function.Predicate;

/// What is wrong with an object: the rules for all kinds and those of its kind, in the order in
/// which upstream reports them.
///
/// Objects come with defaults, after the kind's `prepare…`. On update, metadata comes from
/// [ObjectMetaValidation#repaired].
public final class Validation {
  private static final Predicate<String> NONE = _ -> false;

  private Validation() {}

  /// Errors of a new object.
  public static <T extends ApiObject> List<FieldError> create(Kind<T> kind, T object) {
    return create(kind, object, NONE);
  }

  /// Errors of a new object.
  ///
  /// @param features tells whether a feature is on, by its gate
  public static <T extends ApiObject> List<FieldError> create(
      Kind<T> kind, T object, Predicate<String> features) {
    FieldErrors errors = new FieldErrors(features);
    checkMetadata(kind, object, errors);
    kind.validate(object, errors);
    return errors.toList();
  }

  /// Errors of a change of the main resource.
  public static <T extends ApiObject> List<FieldError> update(Kind<T> kind, T object, T old) {
    return update(kind, object, old, NONE);
  }

  /// Errors of a change of the main resource.
  ///
  /// @param features tells whether a feature is on, by its gate
  public static <T extends ApiObject> List<FieldError> update(
      Kind<T> kind, T object, T old, Predicate<String> features) {
    FieldErrors errors = new FieldErrors(features);
    if (!kind.allowsUnconditionalUpdate() && object.metadata().resourceVersion().isEmpty()) {
      errors.invalid(Path.of("metadata", "resourceVersion"), 0, "must be specified for an update");
      return errors.toList();
    }
    checkAnyKind(kind, object, old, errors);
    Kind.MetadataChecks checks = kind.metadataChecksOnUpdate();
    if (checks == Kind.MetadataChecks.CHANGE || checks == Kind.MetadataChecks.CHANGE_AND_OBJECT) {
      ObjectMetaValidation.checkUpdate(object.metadata(), old.metadata(), errors);
    }
    if (checks == Kind.MetadataChecks.OBJECT || checks == Kind.MetadataChecks.CHANGE_AND_OBJECT) {
      checkMetadata(kind, object, errors);
    }
    kind.validateUpdate(object, old, errors);
    return errors.toList();
  }

  /// Errors of a change of the status.
  public static <T extends ApiObject> List<FieldError> status(Kind<T> kind, T object, T old) {
    FieldErrors errors = new FieldErrors();
    checkAnyKind(kind, object, old, errors);
    kind.validateStatusUpdate(object, old, errors);
    return errors.toList();
  }

  /// Errors of a change through another subresource that writes the kind itself, as far as the
  /// metadata goes.
  public static <T extends ApiObject> FieldErrors ofMetadata(Kind<T> kind, T object, T old) {
    FieldErrors errors = new FieldErrors();
    checkAnyKind(kind, object, old, errors);
    return errors;
  }

  private static <T extends ApiObject> void checkAnyKind(
      Kind<T> kind, T object, T old, FieldErrors errors) {
    ObjectMetaValidation.check(
        object.metadata(), kind.names().namespaced(), NameRule.PATH_SEGMENT, false, errors);
    ObjectMetaValidation.checkUpdate(object.metadata(), old.metadata(), errors);
  }

  private static <T extends ApiObject> void checkMetadata(
      Kind<T> kind, T object, FieldErrors errors) {
    ObjectMetaValidation.check(
        object.metadata(),
        kind.names().namespaced(),
        kind.nameRule(),
        kind.restrictsFinalizers(),
        errors);
  }
}
