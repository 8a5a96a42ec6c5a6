package io.kubejar.api.kind;

import io.kubejar.api.schema.FieldSchema;
import io.kubejar.api.schema.FieldType;
import io.kubejar.api.schema.ObjectSchema;
import java.util.HashMap;
import java.util.Map;

/// The tables of a kind and its parts under the names they have in another version. Parts that are
/// of other groups, or of all kinds, keep theirs.
final class VersionedSchemas {
  private final ObjectSchema root;
  private final String version;

  /// What the names of the parts that change begin with, in OpenAPI and in protobuf.
  private final String prefix;

  private final String protoPrefix;
  private final Map<String, ObjectSchema> made = new HashMap<>();

  VersionedSchemas(ObjectSchema root, String version) {
    this.root = root;
    this.version = version;
    this.prefix = group(root.name());
    this.protoPrefix = group(root.proto());
  }

  private static String group(String name) {
    String version = parent(name);
    return parent(version.substring(0, version.length() - 1));
  }

  private static String parent(String name) {
    return name.substring(0, name.lastIndexOf('.') + 1);
  }

  ObjectSchema root() {
    return of(root);
  }

  private synchronized ObjectSchema of(ObjectSchema schema) {
    if (!schema.name().startsWith(prefix)) {
      return schema;
    }
    ObjectSchema known = made.get(schema.name());
    if (known == null) {
      known =
          new ObjectSchema(
              renamed(schema.name(), prefix),
              renamed(schema.proto(), protoPrefix),
              schema.group(),
              schema.version().isEmpty() ? "" : version,
              schema.kind(),
              schema.description(),
              schema.atomic(),
              schema.fields().stream().map(this::of).toList());
      made.put(schema.name(), known);
    }
    return known;
  }

  private String renamed(String name, String group) {
    return group.isEmpty() || !name.startsWith(group)
        ? name
        : group + version + "." + name.substring(parent(name).length());
  }

  private FieldSchema of(FieldSchema field) {
    return new FieldSchema(
        field.name(),
        field.description(),
        of(field.type()),
        field.optional(),
        field.required(),
        field.always(),
        field.format(),
        field.defaultJson(),
        field.oneOf(),
        field.list(),
        field.keys(),
        field.atomic(),
        field.granular(),
        field.patch(),
        field.mergeKey(),
        field.tag(),
        field.within());
  }

  private FieldType of(FieldType type) {
    return switch (type) {
      case FieldType.ListOf(FieldType element) -> new FieldType.ListOf(of(element));
      case FieldType.MapOf(FieldType element) -> new FieldType.MapOf(of(element));
      case FieldType.ObjectOf part -> new FieldType.ObjectOf(() -> of(part.schema()));
      case FieldType.Scalar scalar -> scalar;
      case FieldType.Opaque opaque -> opaque;
    };
  }
}
