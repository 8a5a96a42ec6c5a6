package io.kubejar.api.kind;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.ObjectMeta;
import java.time.Instant;
import java.util.List;

/// A kind of objects that the API serves: what it is called, how it is written, which rules hold.
///
/// The rules are pure functions. Those not overridden change nothing and find nothing wrong. What
/// holds for the metadata of all kinds is in [ObjectMetaValidation]; [Validation] applies both in
/// upstream's order.
///
/// @param <T> the kind's record
public interface Kind<T extends ApiObject> {
  /// What the kind is called.
  Names names();

  /// How the kind's record is read and written.
  ObjectCodec<T> codec();

  /// What names of objects look like.
  default NameRule nameRule() {
    return NameRule.SUBDOMAIN;
  }

  /// Whether finalizers without a domain have to be well-known ones.
  default boolean restrictsFinalizers() {
    return true;
  }

  /// Which checks of metadata the kind repeats on update, beyond those for all kinds; upstream
  /// reports an error once for each.
  default MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.CHANGE_AND_OBJECT;
  }

  /// Whether a `PUT` to a name that is not there creates the object.
  default boolean createsOnUpdate() {
    return false;
  }

  /// Whether an update may leave out the resource version.
  default boolean allowsUnconditionalUpdate() {
    return true;
  }

  /// The object with absent values filled in, as every stored or returned object has them.
  default T defaults(T object) {
    return object;
  }

  /// A new object without what a client may not set on create, such as a status, and with what the
  /// server adds. Its metadata is complete already (name, namespace, uid, creation time).
  default T prepareCreate(T object) {
    return names().hasStatus() ? codec().withStatusOf(object, codec().zero()) : object;
  }

  /// An updated object without what a client may not change on the main resource.
  default T prepareUpdate(T object, T old) {
    return names().hasStatus() ? codec().withStatusOf(object, old) : object;
  }

  /// An update through the `status` subresource: by default the new object with all but its status
  /// and its metadata as before, and of these too what [#resetFields] names.
  default T prepareStatusUpdate(T object, T old) {
    return withMetadata(
        codec().withStatusOf(old, object),
        statusMetadata(object.metadata(), old.metadata(), resetFields("status")));
  }

  /// The same at a moment, for kinds that note when their status changed.
  default T prepareStatusUpdate(T object, T old, Instant now) {
    return prepareStatusUpdate(object, old);
  }

  /// Whether an update through the `status` subresource may change labels, annotations and the
  /// like.
  default boolean statusChangesMetadata() {
    return true;
  }

  /// The fields that a write through the main resource (an empty name) or one of its subresources
  /// cannot change, as paths of member names. Server-side apply ignores them there, and nobody
  /// comes to own them.
  default List<String> resetFields(String subresource) {
    if (!names().hasStatus()) {
      return List.of();
    }
    if (!subresource.equals("status")) {
      return List.of("status");
    }
    return statusChangesMetadata() ? List.of("spec") : List.of("metadata", "spec");
  }

  /// Whether a change of the main resource raises `metadata.generation`.
  default boolean raisesGeneration(T object, T old) {
    return hasGeneration() && !codec().sameSpec(object, old);
  }

  /// The members in which an empty list or map that is sent counts as a change, whatever was there:
  /// upstream forgets it when it stores the object, and takes it for something else than nothing.
  default List<String> exactlyCompared() {
    return List.of();
  }

  /// Whether new objects of the kind begin with the `metadata.generation` 1.
  default boolean hasGeneration() {
    return names().hasStatus();
  }

  /// The generation of a new object of a kind that has generations.
  default long firstGeneration() {
    return 1;
  }

  /// Reports what is wrong with a new object.
  default void validate(T object, FieldErrors errors) {}

  /// Reports what is wrong with a change; by default what is wrong with the result.
  default void validateUpdate(T object, T old, FieldErrors errors) {
    validate(object, errors);
  }

  /// Reports what is wrong with a change of the status.
  default void validateStatusUpdate(T object, T old, FieldErrors errors) {}

  /// The metadata where an answer shows nothing else of the object.
  default ObjectMeta shownMetadata(T object) {
    return object.metadata();
  }

  /// Warnings for the client that wrote the object.
  default List<String> warnings(T object) {
    return List.of();
  }

  /// Warnings for the client that changed the object.
  default List<String> warningsOnUpdate(T object, T old) {
    return warnings(object);
  }

  /// Warnings for the client that deletes an object without a word on what depends on it.
  default List<String> warningsOnDelete() {
    return List.of();
  }

  /// The warning for whoever uses the version because it is going out of use, or empty.
  default String deprecation() {
    return "";
  }

  /// What a client hears that selects by a field that is not selectable.
  default String unsupportedField(String field) {
    return selectableFields().isEmpty()
        ? "\"%s\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
            .formatted(field)
        : "field label not supported: " + field;
  }

  /// The columns of the table form; name and age by default.
  default List<Column<T>> columns() {
    return Column.nameAndAge();
  }

  /// The fields that field selectors may name besides `metadata.name` and `metadata.namespace`.
  default List<SelectableField<T>> selectableFields() {
    return List.of();
  }

  /// The grace period of a delete that names none, in seconds, or 0 for at once.
  default long defaultGracePeriodSeconds(T object) {
    return 0;
  }

  /// Checks of metadata that a kind's own rules repeat on update.
  enum MetadataChecks {
    NONE,
    /// the object by itself
    OBJECT,
    /// what changed
    CHANGE,
    /// what changed, then the object by itself
    CHANGE_AND_OBJECT
  }

  /// The object with other metadata.
  @SuppressWarnings("unchecked") // a record's withMetadata returns its own type
  default T withMetadata(T object, ObjectMeta metadata) {
    return (T) object.withMetadata(metadata);
  }

  private static ObjectMeta statusMetadata(ObjectMeta given, ObjectMeta old, List<String> reset) {
    if (reset.contains("metadata")) {
      return old.toBuilder()
          .resourceVersion(given.resourceVersion())
          .managedFields(given.managedFields())
          .build();
    }
    var draft = given.toBuilder();
    if (reset.contains("metadata.labels")) {
      draft.labels(old.labels());
    }
    if (reset.contains("metadata.ownerReferences")) {
      draft.ownerReferences(old.ownerReferences());
    }
    return draft.build();
  }
}
