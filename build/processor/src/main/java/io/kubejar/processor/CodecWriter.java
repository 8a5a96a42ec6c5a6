package io.kubejar.processor;

import java.util.List;
import java.util.stream.Collectors;

/// Writes `XCodec`: the record's JSON form as straight-line code.
final class CodecWriter {
  private final RecordModel model;
  private final Source out;

  CodecWriter(RecordModel model) {
    this.model = model;
    this.out = Source.open(model);
  }

  String source() {
    String base =
        model.isObject()
            ? "io.kubejar.api.meta.v1.ObjectCodec"
            : "io.kubejar.api.codec.RecordCodec";
    out.line("/// The JSON form of [%s].", model.name());
    out.line("@Generated(\"io.kubejar.processor\")");
    out.line("public final class %sCodec implements %s<%s> {", model.name(), base, model.name());
    out.line("  public static final %sCodec INSTANCE = new %sCodec();", model.name(), model.name());
    for (ComponentModel c : model.components()) {
      out.line(
          "  private static final io.kubejar.api.codec.FieldName N_%s ="
              + " new io.kubejar.api.codec.FieldName(%s);",
          c.name(), Source.quote(c.json()));
    }
    out.line("");
    out.line("  private %sCodec() {}", model.name());
    schema();
    zero();
    read();
    write();
    if (model.isObject()) {
      object();
    }
    if (model.isFeatured()) {
      new FeatureWriter(model, out).write();
    }
    out.line("}");
    return out.toString();
  }

  private void schema() {
    out.line("");
    out.line("  @Override");
    out.line("  public io.kubejar.api.schema.ObjectSchema schema() {");
    out.line("    return %sSchema.SCHEMA;", model.name());
    out.line("  }");
  }

  private void zero() {
    out.line("");
    out.line("  private static final class Zero {");
    out.line(
        "    static final %s VALUE = new %s(%s);",
        model.name(),
        model.name(),
        model.components().stream().map(ComponentModel::zero).collect(Collectors.joining(", ")));
    out.line("  }");
    out.line("");
    out.line("  @Override");
    out.line("  public %s zero() {", model.name());
    out.line("    return Zero.VALUE;");
    out.line("  }");
  }

  private void read() {
    out.line("");
    out.line("  @Override");
    out.line("  public %s read(io.kubejar.api.codec.JsonReader in) {", model.name());
    out.line("    if (!in.beginObject()) {");
    out.line("      return zero();");
    out.line("    }");
    for (ComponentModel c : model.components()) {
      out.line("    %s _%s = %s;", c.javaType(), c.name(), c.zero());
    }
    out.line("    for (String name = in.nextField(); name != null; name = in.nextField()) {");
    out.line("      switch (name) {");
    for (ComponentModel c : model.components()) {
      out.line("        case %s -> _%s = %s;", Source.quote(c.json()), c.name(), reading(c));
    }
    if (!model.kind().isEmpty()) {
      for (String name : List.of("apiVersion", "kind")) {
        if (model.components().stream().noneMatch(c -> c.json().equals(name))) {
          out.line("        case %s -> in.skip();", Source.quote(name));
        }
      }
    }
    out.line("        default -> in.unknownField(name);");
    out.line("      }");
    out.line("    }");
    out.line(
        "    return new %s(%s);",
        model.name(),
        model.components().stream().map(c -> "_" + c.name()).collect(Collectors.joining(", ")));
    out.line("  }");
  }

  private static String reading(ComponentModel c) {
    ValueType type = c.type();
    return switch (type.form()) {
      case LIST, MAP -> "in." + type.form().method + "(" + type.inner().codec() + ")";
      case RECORD, HAND_CODED ->
          "in." + (c.optional() ? "valueOrNull" : "value") + "(" + type.codec() + ")";
      default -> "in." + type.form().method + (c.optional() ? "OrNull" : "") + "()";
    };
  }

  private void write() {
    out.line("");
    out.line("  @Override");
    out.line("  public void write(io.kubejar.api.codec.JsonWriter out, %s value) {", model.name());
    out.line("    out.beginObject();");
    out.line("    writeMembers(out, value);");
    out.line("    out.endObject();");
    out.line("  }");
    out.line("");
    out.line("  @Override");
    out.line(
        "  public void writeMembers(io.kubejar.api.codec.JsonWriter out, %s value) {",
        model.name());
    for (ComponentModel c : model.components()) {
      member(c);
    }
    out.line("  }");
  }

  private void member(ComponentModel c) {
    String value = "value." + c.name() + "()";
    String absent = absent(c, value);
    if (absent.isEmpty()) {
      out.line("    out.name(N_%s);", c.name());
      out.line("    %s;", writing(c, value));
    } else if (c.facts().always() && c.optional()) {
      out.line("    out.name(N_%s);", c.name());
      out.line("    if (%s) {", absent);
      out.line("      out.nullValue();");
      out.line("    } else {");
      out.line("      %s;", writing(c, value));
      out.line("    }");
    } else {
      out.line("    if (!(%s)) {", absent);
      out.line("      out.name(N_%s);", c.name());
      out.line("      %s;", writing(c, value));
      out.line("    }");
    }
  }

  /// The condition under which a member is not there; empty when it is always written.
  static String absent(ComponentModel c, String value) {
    if (c.optional()) {
      return value + " == null";
    }
    if (c.facts().always()) {
      return "";
    }
    return switch (c.type().form()) {
      case STRING, LIST, MAP -> value + ".isEmpty()";
      case BOOL -> "!" + value;
      case INT32, INT64, FLOAT64 -> value + " == 0";
      case BYTES -> value + ".length() == 0";
      case RAW -> value + ".equals(io.kubejar.api.value.RawJson.NULL)";
      case QUANTITY, INT_OR_STRING, DURATION, RECORD, HAND_CODED -> "";
      case TIME, MICRO_TIME, FIELDS_V1 -> value + " == null";
    };
  }

  private static String writing(ComponentModel c, String value) {
    ValueType type = c.type();
    return switch (type.form()) {
      case LIST, MAP ->
          "out."
              + type.form().method
              + "("
              + value
              + ", "
              + type.inner().codec()
              + (c.facts().embedded() ? ".typed()" : "")
              + ", "
              + c.facts().always()
              + ")";
      case RECORD ->
          type.codec()
              + (c.facts().embedded() ? ".writeTyped(out, " : ".write(out, ")
              + value
              + ")";
      case HAND_CODED -> type.codec() + ".write(out, " + value + ")";
      case INT32 -> "out.int64(" + value + ")";
      default -> "out." + type.form().method + "(" + value + ")";
    };
  }

  private void object() {
    boolean status = model.components().stream().anyMatch(c -> c.name().equals("status"));
    out.line("");
    out.line("  @Override");
    out.line("  public String apiVersion() {");
    out.line("    return %s;", Source.quote(model.apiVersion()));
    out.line("  }");
    out.line("");
    out.line("  @Override");
    out.line("  public String kind() {");
    out.line("    return %s;", Source.quote(model.kind()));
    out.line("  }");
    out.line("");
    out.line("  @Override");
    out.line("  public %s withStatusOf(%s object, %s other) {", names(3));
    out.line(
        status
            ? "    return object.toBuilder().status(other.status()).build();"
            : "    return object;");
    out.line("  }");
    out.line("");
    out.line("  @Override");
    out.line("  public boolean sameSpec(%s left, %s right) {", names(2));
    String same =
        model.components().stream()
            .filter(c -> !c.name().equals("metadata") && !c.name().equals("status"))
            .map(
                c ->
                    "java.util.Objects.equals(left.%s(), right.%s())".formatted(c.name(), c.name()))
            .collect(Collectors.joining(" && "));
    out.line("    return %s;", same.isEmpty() ? "true" : same);
    out.line("  }");
  }

  private Object[] names(int count) {
    Object[] names = new Object[count];
    java.util.Arrays.fill(names, model.name());
    return names;
  }
}
