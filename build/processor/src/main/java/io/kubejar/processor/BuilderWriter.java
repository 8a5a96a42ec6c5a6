package io.kubejar.processor;

import java.util.stream.Collectors;

/// Writes `XBuilder`: a mutable draft of the record, and the `With` interface that the record
/// implements to be changed by copy.
final class BuilderWriter {
  private final RecordModel model;
  private final Source out;

  BuilderWriter(RecordModel model) {
    this.model = model;
    this.out = Source.open(model);
  }

  String source() {
    String name = model.name();
    out.line("/// A draft of a [%s].", name);
    out.line("@Generated(\"io.kubejar.processor\")");
    out.line("public final class %sBuilder {", name);
    for (ComponentModel c : model.components()) {
      out.line("  private %s %s = %s;", c.javaType(), c.name(), c.zero());
    }
    out.line("");
    out.line("  /// An empty draft.");
    out.line("  public %sBuilder() {}", name);
    out.line("");
    out.line("  /// A draft that starts as a copy.");
    out.line("  public %sBuilder(%s from) {", name, name);
    for (ComponentModel c : model.components()) {
      out.line("    this.%s = from.%s();", c.name(), c.name());
    }
    out.line("  }");
    for (ComponentModel c : model.components()) {
      component(c);
    }
    out.line("");
    out.line("  /// The record as drafted so far.");
    out.line("  public %s build() {", name);
    out.line(
        "    return new %s(%s);",
        name,
        model.components().stream().map(ComponentModel::name).collect(Collectors.joining(", ")));
    out.line("  }");
    with();
    out.line("}");
    return out.toString();
  }

  private void component(ComponentModel c) {
    String builder = model.name() + "Builder";
    ValueType type = c.type();
    String nullable = c.optional() ? qualifiedNullable(type.java()) : type.java();
    out.line("");
    if (!c.doc().isEmpty()) {
      out.line("  /// %s", c.doc());
    }
    out.line("  public %s %s(%s value) {", builder, c.name(), nullable);
    out.line("    this.%s = value;", c.name());
    out.line("    return this;");
    out.line("  }");
    if (type.form() == ValueType.Form.LIST) {
      String item = type.inner().java();
      if (!item.contains("<")) {
        out.line("");
        out.line("  public %s %s(%s... values) {", builder, c.name(), item);
        out.line("    this.%s = java.util.List.of(values);", c.name());
        out.line("    return this;");
        out.line("  }");
      }
    }
    if (type.form() == ValueType.Form.RECORD) {
      String part = type.record() + "Builder";
      out.line("");
      out.line("  public %s %s(java.util.function.Consumer<%s> change) {", builder, c.name(), part);
      out.line("    %s current = this.%s;", type.java(), c.name());
      out.line("    %s draft = current == null ? new %s() : new %s(current);", part, part, part);
      out.line("    change.accept(draft);");
      out.line("    this.%s = draft.build();", c.name());
      out.line("    return this;");
      out.line("  }");
    }
  }

  private static String qualifiedNullable(String java) {
    int generic = java.indexOf('<');
    String raw = generic < 0 ? java : java.substring(0, generic);
    int dot = raw.lastIndexOf('.');
    return dot < 0
        ? "@Nullable " + java
        : raw.substring(0, dot + 1) + "@Nullable " + java.substring(dot + 1);
  }

  private void with() {
    String name = model.name();
    out.line("");
    out.line("  /// What lets a [%s] be copied with changes.", name);
    out.line(
        model.isObject()
            ? "  public interface With extends io.kubejar.api.meta.v1.ApiObject {"
            : "  public interface With {");
    out.line("    /// A copy with the changes made.");
    out.line("    default %s with(java.util.function.Consumer<%sBuilder> change) {", name, name);
    out.line("      %sBuilder draft = toBuilder();", name);
    out.line("      change.accept(draft);");
    out.line("      return draft.build();");
    out.line("    }");
    out.line("");
    out.line("    /// A draft that starts as a copy.");
    out.line("    default %sBuilder toBuilder() {", name);
    out.line("      return new %sBuilder((%s) this);", name, name);
    out.line("    }");
    if (model.isObject()) {
      out.line("");
      out.line("    @Override");
      out.line("    default %s withMetadata(io.kubejar.api.meta.v1.ObjectMeta metadata) {", name);
      out.line("      return toBuilder().metadata(metadata).build();");
      out.line("    }");
    }
    out.line("  }");
  }
}
