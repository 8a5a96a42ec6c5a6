package io.kubejar.api.apiextensions.v1;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The formats that schemas may name with some effect.
final class SchemaFormats {
  private static final Set<String> KNOWN =
      Set.of(
          "bsonobjectid",
          "uri",
          "email",
          "hostname",
          "ipv4",
          "ipv6",
          "cidr",
          "mac",
          "uuid",
          "uuid3",
          "uuid4",
          "uuid5",
          "isbn",
          "isbn10",
          "isbn13",
          "creditcard",
          "ssn",
          "hexcolor",
          "rgbcolor",
          "byte",
          "password",
          "date",
          "duration",
          "datetime",
          "date-time",
          "k8s-short-name",
          "k8s-long-name");

  private SchemaFormats() {}

  /// A warning for each format that says nothing.
  static List<String> warnings(CustomResourceDefinition definition) {
    Set<String> warnings = new LinkedHashSet<>();
    for (CustomResourceDefinitionVersion version : definition.spec().versions()) {
      var validation = version.schema();
      var schema = validation == null ? null : validation.openAPIV3Schema();
      if (schema != null) {
        gather(schema, warnings);
      }
    }
    return List.copyOf(warnings);
  }

  private static void gather(JSONSchemaProps schema, Set<String> warnings) {
    if (schema.type().equals("string")
        && !schema.format().isEmpty()
        && !KNOWN.contains(schema.format())) {
      warnings.add("unrecognized format \"" + schema.format() + "\"");
    }
    schema.properties().values().forEach(property -> gather(property, warnings));
    var items = schema.items();
    var each = items == null ? null : items.schema();
    if (each != null) {
      gather(each, warnings);
    }
    var more = schema.additionalProperties();
    var additional = more == null ? null : more.schema();
    if (additional != null) {
      gather(additional, warnings);
    }
  }
}
