package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for the fields that field selectors may name.
final class SelectableFieldValidation {
  private static final int MOST = 8;
  private static final Set<String> TYPES = Set.of("string", "boolean", "integer");

  private SelectableFieldValidation() {}

  static void check(CustomResourceDefinitionVersion version, Path path, FieldErrors errors) {
    List<SelectableField> fields = version.selectableFields();
    var validation = version.schema();
    JSONSchemaProps schema = validation == null ? null : validation.openAPIV3Schema();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < fields.size(); i++) {
      field(fields.get(i).jsonPath(), path.index(i).child("jsonPath"), schema, seen, errors);
    }
    if (fields.size() > MOST) {
      errors.tooMany(path, fields.size(), MOST);
    }
  }

  private static void field(
      String text,
      Path path,
      @Nullable JSONSchemaProps schema,
      Set<String> seen,
      FieldErrors errors) {
    if (text.isEmpty()) {
      errors.required(path);
      return;
    }
    if (text.charAt(0) != '.' && text.charAt(0) != '[') {
      errors.invalid(path, text, "is an invalid path: expected [ or . but got: " + text);
      return;
    }
    JSONSchemaProps found = text.startsWith(".metadata") ? null : schema;
    if (text.startsWith(".")) {
      for (String name : text.substring(1).split("\\.", -1)) {
        found = found == null ? null : found.properties().get(name);
      }
    } else {
      found = null;
    }
    if (found == null) {
      errors.invalid(path, text, "is an invalid path: does not refer to a valid field");
      return;
    }
    if (!TYPES.contains(found.type())) {
      errors.invalid(
          path,
          text,
          "must point to a field of type string, boolean or integer. Enum string fields and strings"
              + " with formats are allowed.");
    }
    if (!seen.add(text)) {
      errors.duplicate(path, text);
    }
  }
}
