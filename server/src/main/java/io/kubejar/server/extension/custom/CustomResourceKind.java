package io.kubejar.server.extension.custom;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionVersion;
import io.kubejar.api.apiextensions.v1.CustomResourceSubresources;
import io.kubejar.api.apiextensions.v1.JSONSchemaProps;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.GroupVersionKind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.StatusDetails;
import io.kubejar.server.extension.schema.AppliedShape;
import io.kubejar.server.extension.schema.Defaulting;
import io.kubejar.server.extension.schema.Rules;
import io.kubejar.server.extension.schema.Schema;
import io.kubejar.server.extension.schema.SchemaContent;
import io.kubejar.server.extension.schema.Values;
import io.kubejar.server.spi.CustomKind;
import io.kubejar.server.spi.Failures;
import io.kubejar.wire.apply.OtherVersions;
import io.kubejar.wire.apply.Shape;
import io.kubejar.wire.dynamic.DynamicCodec;
import io.kubejar.wire.dynamic.DynamicObject;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.TypeMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One served version of a custom resource.
public final class CustomResourceKind implements CustomKind {
  /// How much a webhook is asked to convert in one call: it has some seconds for that.
  private static final int CONVERTED_AT_ONCE = 500;

  private static final long CONVERTED_BYTES = 2 << 20;

  private final Names names;
  private final Schema schema;
  private final DynamicCodec codec;
  private final DynamicCodec storage;
  private final Conversion conversion;
  private final boolean converts;
  private final String deprecation;
  private final List<Column<DynamicObject>> columns;
  private final List<SelectableField<DynamicObject>> selectable;
  private final @Nullable ScalePaths scale;
  private final CustomValidation validation;
  private final CustomResourceDefinitionVersion declared;
  private final boolean terminating;
  private final DeclaredVersions versions;

  private CustomResourceKind(
      CustomResourceDefinition definition,
      CustomResourceDefinitionVersion version,
      CustomResourceDefinitionVersion stored,
      Conversion conversion) {
    var spec = definition.spec();
    var called = definition.status().acceptedNames();
    this.declared = version;
    this.names = CustomNames.of(spec.group(), spec.scope(), called, version, stored);
    this.schema = schema(version);
    this.versions = new DeclaredVersions(spec, called.kind(), conversion);
    this.codec = codec(names.gvk(), version, schema, versions);
    this.storage =
        stored.name().equals(version.name())
            ? codec
            : codec(
                new GroupVersionKind(spec.group(), stored.name(), called.kind()),
                stored,
                schema(stored),
                versions);
    this.conversion = conversion;
    this.converts = !stored.name().equals(version.name());
    this.deprecation = Deprecations.of(spec, version);
    this.columns = CustomColumns.of(version.additionalPrinterColumns());
    this.selectable =
        version.selectableFields().stream().map(CustomResourceKind::selectable).toList();
    CustomResourceSubresources below = version.subresources();
    this.scale = below == null || below.scale() == null ? null : ScalePaths.of(below.scale());
    this.validation = new CustomValidation(schema, () -> Rules.of(props(version)), scale, codec);
    this.terminating = definition.metadata().deletionTimestamp() != null;
  }

  /// The kinds of all served versions of a definition.
  public static List<CustomResourceKind> of(
      CustomResourceDefinition definition, Conversion conversion) {
    var stored = storage(definition);
    return definition.spec().versions().stream()
        .filter(CustomResourceDefinitionVersion::served)
        .map(version -> new CustomResourceKind(definition, version, stored, conversion))
        .toList();
  }

  /// The kind of the version in which objects are stored, whether or not it is served. Those that
  /// were stored in another version are taken as they are.
  public static CustomResourceKind stored(CustomResourceDefinition definition) {
    var stored = storage(definition);
    return new CustomResourceKind(definition, stored, stored, Conversion.NONE);
  }

  private static CustomResourceDefinitionVersion storage(CustomResourceDefinition definition) {
    return definition.spec().versions().stream()
        .filter(CustomResourceDefinitionVersion::storage)
        .findFirst()
        .orElseThrow();
  }

  static JSONSchemaProps props(CustomResourceDefinitionVersion version) {
    var validation = version.schema();
    var props = validation == null ? null : validation.openAPIV3Schema();
    if (props == null) {
      throw new IllegalArgumentException("version " + version.name() + " has no schema");
    }
    return props;
  }

  private static Schema schema(CustomResourceDefinitionVersion version) {
    return Schema.of(props(version));
  }

  private static DynamicCodec codec(
      GroupVersionKind kind,
      CustomResourceDefinitionVersion version,
      Schema schema,
      DeclaredVersions versions) {
    var validation = version.schema();
    var props = validation == null ? null : validation.openAPIV3Schema();
    return new DynamicCodec(
        kind,
        new SchemaContent(schema),
        props == null ? "" : props.description(),
        versions::content);
  }

  private static SelectableField<DynamicObject> selectable(
      io.kubejar.api.apiextensions.v1.SelectableField field) {
    String path = field.jsonPath();
    var found = JsonPath.parse(path).orElseThrow();
    return new SelectableField<>(
        path.startsWith(".") ? path.substring(1) : path,
        object -> {
          var values = found.find(object.content());
          return values.isEmpty() || values.getFirst() == JsonValue.Null.NULL
              ? ""
              : Values.goText(values.getFirst());
        });
  }

  /// The schema of the version.
  public Schema schema() {
    return schema;
  }

  /// Whether the definition is on its way out, so that nothing new may come.
  public boolean isTerminating() {
    return terminating;
  }

  ScalePaths scalePaths() {
    if (scale == null) {
      throw new IllegalStateException(names.qualifiedResource() + " has no scale");
    }
    return scale;
  }

  @Override
  public Names names() {
    return names;
  }

  @Override
  public ObjectCodec<DynamicObject> codec() {
    return codec;
  }

  @Override
  public boolean restrictsFinalizers() {
    return false;
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.CHANGE;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public String deprecation() {
    return deprecation;
  }

  @Override
  public List<Column<DynamicObject>> columns() {
    return columns;
  }

  @Override
  public List<SelectableField<DynamicObject>> selectableFields() {
    return selectable;
  }

  @Override
  public String unsupportedField(String field) {
    return "field label not supported: " + field;
  }

  @Override
  public Shape shape() {
    return AppliedShape.of(schema);
  }

  @Override
  public OtherVersions versions() {
    return versions;
  }

  @Override
  public JsonValue.Obj definition(boolean version2) {
    return PublishedSchema.of(declared, names, version2);
  }

  @Override
  public boolean converts() {
    return converts;
  }

  @Override
  public byte[] toStored(DynamicObject object) {
    if (!converts) {
      return JsonEncoder.encodeObject(codec, object);
    }
    JsonValue.Obj converted =
        conversion.convert(object.tree(codec.apiVersion(), codec.kind()), storage.apiVersion());
    return JsonEncoder.encodeObject(storage, JsonDecoder.decode(storage, converted.toJson()));
  }

  @Override
  public DynamicObject fromStored(byte[] value) {
    if (conversion == Conversion.NONE
        || TypeMeta.peek(value).apiVersion().equals(codec.apiVersion())) {
      return JsonDecoder.decode(codec, value);
    }
    JsonValue.Obj converted =
        conversion.convert((JsonValue.Obj) JsonValue.parse(value), codec.apiVersion());
    return JsonDecoder.decode(codec, converted.toJson());
  }

  @Override
  public List<DynamicObject> fromStored(List<byte[]> values) {
    if (conversion == Conversion.NONE) {
      return values.stream().map(this::fromStored).toList();
    }
    List<DynamicObject> objects = new ArrayList<>(values.size());
    int from = 0;
    while (from < values.size()) {
      int to = from + 1;
      long bytes = values.get(from).length;
      while (to < values.size() && to - from < CONVERTED_AT_ONCE) {
        bytes += values.get(to).length;
        if (bytes > CONVERTED_BYTES) {
          break;
        }
        to++;
      }
      converted(values.subList(from, to), objects);
      from = to;
    }
    return objects;
  }

  private void converted(List<byte[]> values, List<DynamicObject> to) {
    List<JsonValue.Obj> objects =
        values.stream().map(value -> (JsonValue.Obj) JsonValue.parse(value)).toList();
    for (JsonValue.Obj object : conversion.convertAll(objects, codec.apiVersion())) {
      to.add(JsonDecoder.decode(codec, object.toJson()));
    }
  }

  @Override
  public DynamicObject defaults(DynamicObject object) {
    JsonValue.Obj complete = Defaulting.apply(object.content(), schema);
    return complete.equals(object.content()) ? object : object.withContent(complete);
  }

  @Override
  public DynamicObject prepareCreate(DynamicObject object) {
    if (terminating) {
      throw Failures.failure(
          405,
          "MethodNotAllowed",
          "create not allowed while custom resource definition is terminating",
          new StatusDetails("", names.group(), names.plural(), "", List.of(), 0));
    }
    return CustomKind.super.prepareCreate(object);
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public boolean raisesGeneration(DynamicObject object, DynamicObject old) {
    return !object.content().equals(old.content());
  }

  @Override
  public void validate(DynamicObject object, FieldErrors errors) {
    validation.check(object, null, errors);
  }

  @Override
  public void validateUpdate(DynamicObject object, DynamicObject old, FieldErrors errors) {
    validation.check(object, old, errors);
  }

  @Override
  public void validateStatusUpdate(DynamicObject object, DynamicObject old, FieldErrors errors) {
    validation.checkStatus(object, old, errors);
  }

  /// The members that the API itself gives every object.
  static Map<String, String> typeDescriptions() {
    return Map.of(
        "apiVersion",
        "The version of the schema that this form of the object follows.",
        "kind",
        "The kind of object, in CamelCase; it cannot be changed.");
  }
}
