package io.kubejar.api.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The table of an API type's members, generated from its record.
public final class ObjectSchema {
  private final String name;
  private final String proto;
  private final String group;
  private final String version;
  private final String kind;
  private final String description;
  private final boolean atomic;
  private final List<FieldSchema> fields;
  private final Map<String, FieldSchema> byName;

  /// A table; `group`, `version` and `kind` are empty for a type that is only a part of kinds.
  public ObjectSchema(
      String name,
      String proto,
      String group,
      String version,
      String kind,
      String description,
      boolean atomic,
      List<FieldSchema> fields) {
    this.name = name;
    this.proto = proto;
    this.group = group;
    this.version = version;
    this.kind = kind;
    this.description = description;
    this.atomic = atomic;
    this.fields = List.copyOf(fields);
    this.byName = HashMap.newHashMap(fields.size());
    for (FieldSchema field : fields) {
      byName.put(field.name(), field);
    }
  }

  /// The definition's name in OpenAPI, such as `io.k8s.api.core.v1.PodSpec`.
  public String name() {
    return name;
  }

  /// The protobuf message's full name, or empty.
  public String proto() {
    return proto;
  }

  public String group() {
    return group;
  }

  public String version() {
    return version;
  }

  /// The kind's name; empty for a part. Kinds have `apiVersion` and `kind` besides [#fields].
  public String kind() {
    return kind;
  }

  public String description() {
    return description;
  }

  /// Whether apply replaces a value as a whole.
  public boolean atomic() {
    return atomic;
  }

  /// The members in the order in which they are written.
  public List<FieldSchema> fields() {
    return fields;
  }

  /// The member of a name, or null.
  public @Nullable FieldSchema field(String name) {
    return byName.get(name);
  }
}
