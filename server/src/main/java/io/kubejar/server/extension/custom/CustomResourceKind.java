package io.kubejar.server.extension.custom;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionNames;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionVersion;
import io.kubejar.api.apiextensions.v1.CustomResourceSubresources;
import io.kubejar.api.apiextensions.v1.JSONSchemaProps;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.GroupVersionKind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.StatusDetails;
import io.kubejar.cel.program.Budget;
import io.kubejar.server.extension.schema.AppliedShape;
import io.kubejar.server.extension.schema.Defaulting;
import io.kubejar.server.extension.schema.EmbeddedObjects;
import io.kubejar.server.extension.schema.ListTypes;
import io.kubejar.server.extension.schema.Rules;
import io.kubejar.server.extension.schema.Schema;
import io.kubejar.server.extension.schema.SchemaContent;
import io.kubejar.server.extension.schema.SchemaValidation;
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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One served version of a custom resource.
public final class CustomResourceKind implements CustomKind {
  private static final String[] VERBS = {
    "delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"
  };

  /// How much a webhook is asked to convert in one call: it has some seconds for that.
  private static final int CONVERTED_AT_ONCE = 500;

  private static final long CONVERTED_BYTES = 2 << 20;

  private final Names names;
  private final Schema schema;
  private final Supplier<Optional<Rules>> rules;
  private final DynamicCodec codec;
  private final DynamicCodec storage;
  private final Conversion conversion;
  private final boolean converts;
  private final String deprecation;
  private final List<Column<DynamicObject>> columns;
  private final List<SelectableField<DynamicObject>> selectable;
  private final @Nullable ScalePaths scale;
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
    this.names = names(spec.group(), spec.scope(), called, version, stored);
    this.schema = schema(version);
    this.rules = lazily(() -> Optional.ofNullable(Rules.of(props(version))));
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
    this.terminating = definition.metadata().deletionTimestamp() != null;
  }

  /// The kinds of all served versions of a definition.
  public static List<CustomResourceKind> of(
      CustomResourceDefinition definition, Conversion conversion) {
    var versions = definition.spec().versions();
    var stored =
        versions.stream()
            .filter(CustomResourceDefinitionVersion::storage)
            .findFirst()
            .orElseThrow();
    return versions.stream()
        .filter(CustomResourceDefinitionVersion::served)
        .map(version -> new CustomResourceKind(definition, version, stored, conversion))
        .toList();
  }

  private static Names names(
      String group,
      String scope,
      CustomResourceDefinitionNames called,
      CustomResourceDefinitionVersion version,
      CustomResourceDefinitionVersion stored) {
    var names =
        Names.of(group, version.name(), called.kind(), called.plural())
            .singular(called.singular())
            .listKind(called.listKind())
            .shortNames(called.shortNames().toArray(String[]::new))
            .categories(called.categories().toArray(String[]::new))
            .verbs(VERBS)
            .stored(
                "/registry/" + group + "/" + called.plural() + "/",
                hash(group + "/" + stored.name() + "/" + called.kind()));
    if (scope.equals("Namespaced")) {
      names.namespaced();
    }
    CustomResourceSubresources below = version.subresources();
    if (below != null && below.status() != null) {
      names.subresource("status", "get", "patch", "update");
    }
    if (below != null && below.scale() != null) {
      names.subresource(
          "scale", new GroupVersionKind("autoscaling", "v1", "Scale"), "get", "patch", "update");
    }
    return names.build();
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the runtime has no SHA-256", e);
    }
  }

  /// Compiling rules takes a while, so it waits for the first object.
  private static <T> Supplier<T> lazily(Supplier<T> source) {
    return new Supplier<>() {
      private volatile @Nullable T value;

      @Override
      public T get() {
        T known = value;
        if (known == null) {
          known = source.get();
          value = known;
        }
        return known;
      }
    };
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
    validateContent(object, null, errors);
  }

  @Override
  public void validateUpdate(DynamicObject object, DynamicObject old, FieldErrors errors) {
    validateContent(object, old, errors);
  }

  private void validateContent(
      DynamicObject object, @Nullable DynamicObject old, FieldErrors errors) {
    JsonValue.Obj tree = wholeTree(object);
    JsonValue.Obj before = old == null ? null : wholeTree(old);
    SchemaValidation.check(Path.ROOT, tree, before, schema, errors);
    if (scale != null) {
      scale.checkSpec(object.content(), errors);
      scale.checkStatus(object.content(), errors);
    }
    EmbeddedObjects.check(Path.ROOT, object.content(), schema, errors);
    checkLists(object.content(), old == null ? null : old.content(), errors);
    checkRules(object, old, errors);
  }

  private void checkRules(DynamicObject object, @Nullable DynamicObject old, FieldErrors errors) {
    Rules declared = rules.get().orElse(null);
    if (declared == null) {
      return;
    }
    if (blocksRules(errors.toList())) {
      errors.invalid(
          Path.ROOT,
          new FieldErrors.Json("null"),
          "some validation rules were not checked because the object was invalid; correct the"
              + " existing errors to complete validation");
      return;
    }
    declared.check(
        Path.ROOT,
        object.tree(codec.apiVersion(), codec.kind()),
        old == null ? null : old.tree(codec.apiVersion(), codec.kind()),
        Budget.of(Budget.REQUEST),
        errors);
  }

  /// The object with its type and, where the schema says something of it, its metadata.
  private JsonValue.Obj wholeTree(DynamicObject object) {
    if (schema.properties().containsKey("metadata")) {
      return object.tree(codec.apiVersion(), codec.kind());
    }
    Map<String, JsonValue> members = new LinkedHashMap<>(object.content().members());
    members.put("apiVersion", JsonValue.of(codec.apiVersion()));
    members.put("kind", JsonValue.of(codec.kind()));
    members.put("metadata", JsonValue.Obj.EMPTY);
    return new JsonValue.Obj(members);
  }

  /// Lists that were wrong already stay allowed.
  private void checkLists(JsonValue.Obj content, JsonValue.@Nullable Obj old, FieldErrors errors) {
    if (old != null) {
      FieldErrors before = new FieldErrors();
      ListTypes.check(Path.ROOT, old, schema, before);
      if (!before.isEmpty()) {
        return;
      }
    }
    ListTypes.check(Path.ROOT, content, schema, errors);
  }

  @Override
  public void validateStatusUpdate(DynamicObject object, DynamicObject old, FieldErrors errors) {
    JsonValue status = object.content().get("status");
    Schema of = schema.member("status");
    if (status != null && of != null) {
      SchemaValidation.check(Path.of("status"), status, old.content().get("status"), of, errors);
    }
    if (scale != null) {
      scale.checkStatus(object.content(), errors);
    }
    checkLists(object.content(), old.content(), errors);
    checkRules(object, old, errors);
  }

  /// Whether errors keep rules from being checked that need a sound object.
  static boolean blocksRules(List<FieldError> errors) {
    var blocking =
        Set.of(
            FieldError.Type.REQUIRED,
            FieldError.Type.TOO_LONG,
            FieldError.Type.TOO_MANY,
            FieldError.Type.TYPE_INVALID);
    return errors.stream().anyMatch(error -> blocking.contains(error.type()));
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
