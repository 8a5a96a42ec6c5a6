package io.kubejar.processor;

import java.util.List;

/// One component of an API record.
///
/// @param name the component's name
/// @param json the member's name
/// @param type the value's form
/// @param optional whether the component is `@Nullable`
/// @param featured whether parts of the value have members of features
/// @param facts what `@Field` says
/// @param doc the `@param` text of the record's Javadoc
record ComponentModel(
    String name,
    String json,
    ValueType type,
    boolean optional,
    boolean featured,
    Facts facts,
    String doc) {

  /// The values of `@Field`.
  record Facts(
      int tag,
      List<String> within,
      boolean required,
      boolean always,
      String format,
      String byDefault,
      List<String> oneOf,
      String list,
      List<String> keys,
      boolean atomic,
      boolean granular,
      List<String> patch,
      String mergeKey,
      boolean embedded,
      String gate,
      boolean vanishing) {}

  /// The zero value's expression.
  String zero() {
    if (optional) {
      return "null";
    }
    return switch (type.form()) {
      case STRING -> "\"\"";
      case BOOL -> "false";
      case INT32 -> "0";
      case INT64 -> "0L";
      case FLOAT64 -> "0d";
      case LIST -> "java.util.List.of()";
      case MAP -> "java.util.Map.of()";
      case BYTES -> "io.kubejar.api.value.Bytes.EMPTY";
      case QUANTITY -> "io.kubejar.api.value.Quantity.ZERO";
      case INT_OR_STRING -> "io.kubejar.api.value.IntOrString.ZERO";
      case DURATION -> "io.kubejar.api.value.Duration.ZERO";
      case RAW -> "io.kubejar.api.value.RawJson.NULL";
      case RECORD, HAND_CODED -> type.record() + "Codec.INSTANCE.zero()";
      case TIME, MICRO_TIME, FIELDS_V1 ->
          throw new IllegalArgumentException(name + " has to be @Nullable");
    };
  }

  /// The Java type as declared, boxed as it stands.
  String javaType() {
    return type.java();
  }
}
