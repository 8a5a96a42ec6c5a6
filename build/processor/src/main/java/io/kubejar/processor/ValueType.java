package io.kubejar.processor;

import java.util.Map;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/// The form of a component's value, as the writers tell forms apart.
///
/// @param form the kind of form
/// @param java the Java type as it is written in source
/// @param element the element of a list or map
/// @param record the qualified name of a record or hand-coded type
record ValueType(Form form, String java, @Nullable ValueType element, String record) {

  /// The forms, with the names of the reader's methods and the schema's scalars.
  enum Form {
    STRING("string", "STRING"),
    BOOL("bool", "BOOLEAN"),
    INT32("int32", "INTEGER"),
    INT64("int64", "INTEGER"),
    FLOAT64("float64", "NUMBER"),
    BYTES("bytes", "BYTES"),
    QUANTITY("quantity", "QUANTITY"),
    INT_OR_STRING("intOrString", "INT_OR_STRING"),
    TIME("time", "TIME"),
    MICRO_TIME("microTime", "MICRO_TIME"),
    DURATION("duration", "DURATION"),
    RAW("raw", "RAW"),
    FIELDS_V1("fieldsV1", "FIELDS_V1"),
    LIST("list", ""),
    MAP("map", ""),
    RECORD("value", ""),
    HAND_CODED("value", "");

    final String method;
    final String scalar;

    Form(String method, String scalar) {
      this.method = method;
      this.scalar = scalar;
    }
  }

  private static final Map<String, Form> NAMED =
      Map.ofEntries(
          Map.entry("java.lang.String", Form.STRING),
          Map.entry("java.lang.Boolean", Form.BOOL),
          Map.entry("java.lang.Integer", Form.INT32),
          Map.entry("java.lang.Long", Form.INT64),
          Map.entry("java.lang.Double", Form.FLOAT64),
          Map.entry("io.kubejar.api.value.Bytes", Form.BYTES),
          Map.entry("io.kubejar.api.value.Quantity", Form.QUANTITY),
          Map.entry("io.kubejar.api.value.IntOrString", Form.INT_OR_STRING),
          Map.entry("io.kubejar.api.value.Time", Form.TIME),
          Map.entry("io.kubejar.api.value.MicroTime", Form.MICRO_TIME),
          Map.entry("io.kubejar.api.value.Duration", Form.DURATION),
          Map.entry("io.kubejar.api.value.RawJson", Form.RAW),
          Map.entry("io.kubejar.api.value.FieldsV1", Form.FIELDS_V1));

  private static final Set<String> LISTS = Set.of("java.util.List");

  static ValueType of(TypeMirror type) {
    return switch (type.getKind()) {
      case BOOLEAN -> new ValueType(Form.BOOL, "boolean", null, "");
      case INT -> new ValueType(Form.INT32, "int", null, "");
      case LONG -> new ValueType(Form.INT64, "long", null, "");
      case DOUBLE -> new ValueType(Form.FLOAT64, "double", null, "");
      case DECLARED -> declared((DeclaredType) type);
      default -> throw new IllegalArgumentException("a component can't be a " + type);
    };
  }

  private static ValueType declared(DeclaredType type) {
    var element = (TypeElement) type.asElement();
    String name = element.getQualifiedName().toString();
    Form form = NAMED.get(name);
    if (form != null) {
      return new ValueType(form, name, null, "");
    }
    var arguments = type.getTypeArguments();
    if (LISTS.contains(name)) {
      ValueType item = of(arguments.get(0));
      return new ValueType(Form.LIST, name + "<" + item.java + ">", item, "");
    }
    if (name.equals("java.util.Map")) {
      ValueType item = of(arguments.get(1));
      return new ValueType(Form.MAP, name + "<java.lang.String, " + item.java + ">", item, "");
    }
    if (RecordModel.annotation(element, "io.kubejar.api.schema.HandCoded") != null) {
      return new ValueType(Form.HAND_CODED, name, null, name);
    }
    if (RecordModel.annotation(element, "io.kubejar.api.schema.ApiType") != null) {
      return new ValueType(Form.RECORD, name, null, name);
    }
    throw new IllegalArgumentException(name + " is neither a value type nor an @ApiType");
  }

  boolean primitive() {
    return switch (java) {
      case "boolean", "int", "long", "double" -> true;
      default -> false;
    };
  }

  /// An expression for the codec of this form as an element of a list or map.
  String codec() {
    return switch (form) {
      case STRING -> CODECS + "STRING";
      case BOOL -> CODECS + "BOOL";
      case INT32 -> CODECS + "INT32";
      case INT64 -> CODECS + "INT64";
      case BYTES -> CODECS + "BYTES";
      case QUANTITY -> CODECS + "QUANTITY";
      case RAW -> CODECS + "RAW";
      case TIME -> CODECS + "TIME";
      case LIST -> CODECS + "list(" + inner().codec() + ")";
      case MAP -> CODECS + "map(" + inner().codec() + ")";
      case RECORD, HAND_CODED -> record + "Codec.INSTANCE";
      case FLOAT64, INT_OR_STRING, MICRO_TIME, DURATION, FIELDS_V1 ->
          throw new IllegalArgumentException("no element codec for " + java);
    };
  }

  /// An expression for the schema's form.
  String schema() {
    return switch (form) {
      case LIST -> TYPE + "ListOf(" + inner().schema() + ")";
      case MAP -> TYPE + "MapOf(" + inner().schema() + ")";
      case RECORD -> TYPE + "ObjectOf(() -> " + record + "Schema.SCHEMA)";
      case HAND_CODED -> TYPE + "Opaque(\"" + record + "\")";
      default -> "io.kubejar.api.schema.FieldType.Scalar." + form.scalar;
    };
  }

  ValueType inner() {
    if (element == null) {
      throw new IllegalStateException(java + " has no element");
    }
    return element;
  }

  private static final String CODECS = "io.kubejar.api.codec.Codecs.";
  private static final String TYPE = "new io.kubejar.api.schema.FieldType.";
}
