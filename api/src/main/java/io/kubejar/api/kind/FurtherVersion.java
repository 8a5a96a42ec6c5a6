package io.kubejar.api.kind;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.ObjectMeta;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// Another version in which the objects of a kind are served, by the same rules and in the same
/// form, or one that can be turned into it and back.
public final class FurtherVersion<T extends ApiObject> implements Kind<T> {
  private final Kind<T> kind;
  private final Names names;
  private final ObjectCodec<T> codec;
  private final String deprecation;

  private FurtherVersion(Kind<T> kind, Names names, ObjectCodec<T> codec, String deprecation) {
    this.kind = kind;
    this.names = names;
    this.codec = codec;
    this.deprecation = deprecation;
  }

  /// A version that is not going out of use.
  public static <T extends ApiObject> FurtherVersion<T> of(Kind<T> kind, String version) {
    Names names = names(kind.names(), version);
    return new FurtherVersion<>(kind, names, new VersionedCodec<>(kind.codec(), names), "");
  }

  /// A version that is going out of use.
  ///
  /// @param since the release since which it should not be used
  /// @param until the first release without it
  public static <T extends ApiObject> FurtherVersion<T> deprecated(
      Kind<T> kind, String version, String since, String until) {
    Names names = names(kind.names(), version);
    return new FurtherVersion<>(
        kind, names, new VersionedCodec<>(kind.codec(), names), names.deprecation(since, until));
  }

  /// A version with a form of its own that is going out of use. Parts that look the same are those
  /// of the kind.
  ///
  /// @param form writes objects of the version
  /// @param read turns an object of the version into one of the kind
  /// @param write turns an object of the kind into one of the version
  public static <T extends ApiObject, V> FurtherVersion<T> converted(
      Kind<T> kind,
      String version,
      ObjectCodec<V> form,
      Function<V, T> read,
      Function<T, V> write,
      String since,
      String until) {
    Names names = names(kind.names(), version);
    return new FurtherVersion<>(
        kind,
        names,
        new ConvertedCodec<>(kind.codec(), new VersionedCodec<>(form, names), read, write),
        names.deprecation(since, until));
  }

  private static Names names(Names names, String version) {
    return new Names(
        names.group(),
        version,
        names.kind(),
        names.plural(),
        names.singular(),
        names.shortNames(),
        names.categories(),
        names.namespaced(),
        names.verbs(),
        names.storagePrefix(),
        names.storageVersionHash(),
        names.subresources().stream().map(each -> subresource(each, names, version)).toList(),
        names.listKind());
  }

  private static Names.Subresource subresource(
      Names.Subresource subresource, Names names, String version) {
    return subresource.kind().equals(names.gvk())
        ? new Names.Subresource(
            subresource.name(),
            new GroupVersionKind(names.group(), version, names.kind()),
            subresource.verbs())
        : subresource;
  }

  /// The kind in the version that has the rules.
  public Kind<T> kind() {
    return kind;
  }

  @Override
  public String deprecation() {
    return deprecation;
  }

  @Override
  public Names names() {
    return names;
  }

  @Override
  public ObjectCodec<T> codec() {
    return codec;
  }

  @Override
  public NameRule nameRule() {
    return kind.nameRule();
  }

  @Override
  public boolean restrictsFinalizers() {
    return kind.restrictsFinalizers();
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return kind.metadataChecksOnUpdate();
  }

  @Override
  public boolean createsOnUpdate() {
    return kind.createsOnUpdate();
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return kind.allowsUnconditionalUpdate();
  }

  @Override
  public T defaults(T object) {
    return kind.defaults(object);
  }

  @Override
  public T prepareCreate(T object) {
    return kind.prepareCreate(object);
  }

  @Override
  public T prepareUpdate(T object, T old) {
    return kind.prepareUpdate(object, old);
  }

  @Override
  public T prepareStatusUpdate(T object, T old) {
    return kind.prepareStatusUpdate(object, old);
  }

  @Override
  public T prepareStatusUpdate(T object, T old, Instant now) {
    return kind.prepareStatusUpdate(object, old, now);
  }

  @Override
  public boolean statusChangesMetadata() {
    return kind.statusChangesMetadata();
  }

  @Override
  public List<String> resetFields(String subresource) {
    return kind.resetFields(subresource);
  }

  @Override
  public boolean raisesGeneration(T object, T old) {
    return kind.raisesGeneration(object, old);
  }

  @Override
  public List<String> exactlyCompared() {
    return kind.exactlyCompared();
  }

  @Override
  public boolean hasGeneration() {
    return kind.hasGeneration();
  }

  @Override
  public long firstGeneration() {
    return kind.firstGeneration();
  }

  @Override
  public void validate(T object, FieldErrors errors) {
    kind.validate(object, errors);
  }

  @Override
  public void validateUpdate(T object, T old, FieldErrors errors) {
    kind.validateUpdate(object, old, errors);
  }

  @Override
  public void validateStatusUpdate(T object, T old, FieldErrors errors) {
    kind.validateStatusUpdate(object, old, errors);
  }

  @Override
  public ObjectMeta shownMetadata(T object) {
    return kind.shownMetadata(object);
  }

  @Override
  public List<String> warnings(T object) {
    return kind.warnings(object);
  }

  @Override
  public List<String> warningsOnUpdate(T object, T old) {
    return kind.warningsOnUpdate(object, old);
  }

  @Override
  public List<String> warningsOnDelete() {
    return kind.warningsOnDelete();
  }

  @Override
  public String unsupportedField(String field) {
    return kind.unsupportedField(field);
  }

  @Override
  public List<Column<T>> columns() {
    return kind.columns();
  }

  @Override
  public List<SelectableField<T>> selectableFields() {
    return kind.selectableFields();
  }

  @Override
  public long defaultGracePeriodSeconds(T object) {
    return kind.defaultGracePeriodSeconds(object);
  }

  @Override
  public T withMetadata(T object, ObjectMeta metadata) {
    return kind.withMetadata(object, metadata);
  }
}
