package io.kubejar.server.extension.custom;

import io.kubejar.api.apiextensions.v1.CustomResourceColumnDefinition;
import io.kubejar.api.kind.Ages;
import io.kubejar.api.kind.Column;
import io.kubejar.api.value.Time;
import io.kubejar.server.extension.schema.Values;
import io.kubejar.wire.dynamic.DynamicObject;
import io.kubejar.wire.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The columns of custom resources: the name, then those that the definition declares, or the age.
final class CustomColumns {
  /// What upstream shows for the two columns that every kind has.
  private static final String NAME =
      "Name must be unique within a namespace. Is required when creating resources, although some"
          + " resources may allow a client to request the generation of an appropriate name"
          + " automatically. Name is primarily intended for creation idempotence and configuration"
          + " definition. Cannot be updated. More info:"
          + " https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names";

  private static final String CREATED =
      "CreationTimestamp is a timestamp representing the server time when this object was created."
          + " It is not guaranteed to be set in happens-before order across separate operations."
          + " Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\n"
          + "Populated by the system. Read-only. Null for lists. More info:"
          + " https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata";

  private CustomColumns() {}

  static List<Column<DynamicObject>> of(List<CustomResourceColumnDefinition> declared) {
    var columns = new ArrayList<Column<DynamicObject>>(declared.size() + 1);
    columns.add(Column.of("Name", "string", "name", 0, NAME, object -> object.metadata().name()));
    for (CustomResourceColumnDefinition column : declared) {
      Optional<JsonPath> path = JsonPath.parse(column.jsonPath());
      if (path.isEmpty()) {
        return standard(columns.getFirst());
      }
      columns.add(
          new Column<>(
              column.name(),
              column.type(),
              column.format(),
              column.description().isEmpty()
                  ? "Custom resource definition column (in JSONPath format): " + column.jsonPath()
                  : column.description(),
              column.priority(),
              cell(path.get(), column.type(), column.jsonPath().contains("metadata"))));
    }
    return declared.isEmpty() ? standard(columns.getFirst()) : List.copyOf(columns);
  }

  private static List<Column<DynamicObject>> standard(Column<DynamicObject> name) {
    return List.of(
        name,
        new Column<>(
            "Age",
            "date",
            "",
            CREATED,
            0,
            (object, now) -> {
              Time created = object.metadata().creationTimestamp();
              return created == null
                  ? "<unknown>"
                  : Ages.text(Duration.between(created.instant(), now));
            }));
  }

  private static BiFunction<DynamicObject, Instant, @Nullable Object> cell(
      JsonPath path, String type, boolean needsMetadata) {
    return (object, now) -> {
      JsonValue root =
          needsMetadata
              ? object.content().with("metadata", object.metadataTree())
              : object.content();
      List<JsonValue> found = path.find(root);
      return found.isEmpty() ? JsonValue.Null.NULL : shown(found.getFirst(), type, now);
    };
  }

  private static JsonValue shown(JsonValue value, String type, Instant now) {
    return switch (type) {
      case "integer" ->
          switch (value) {
            case JsonValue.Int _ -> value;
            case JsonValue.Real(double real) -> JsonValue.of((long) real);
            default -> JsonValue.Null.NULL;
          };
      case "number" ->
          value instanceof JsonValue.Int || value instanceof JsonValue.Real
              ? value
              : JsonValue.Null.NULL;
      case "boolean" -> value instanceof JsonValue.Bool ? value : JsonValue.Null.NULL;
      case "date" ->
          value instanceof JsonValue.Text(String text) ? age(text, now) : JsonValue.Null.NULL;
      default -> JsonValue.of(text(value));
    };
  }

  private static String text(JsonValue value) {
    return switch (value) {
      case JsonValue.Array _, JsonValue.Obj _ -> Values.sorted(value).toJsonText();
      default -> Values.goText(value);
    };
  }

  private static JsonValue age(String text, Instant now) {
    if (text.isEmpty()) {
      return JsonValue.of("<unknown>");
    }
    try {
      Instant moment = OffsetDateTime.parse(text).toInstant();
      return JsonValue.of(Ages.text(Duration.between(moment, now)));
    } catch (DateTimeException _) {
      return JsonValue.of("<invalid>");
    }
  }
}
