package io.kubejar.api.kind;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.value.Time;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A column of the table form of a kind.
///
/// A cell is a `String`, `Long`, `Boolean` or a `Time`, which is shown as the age since then; null
/// shows as nothing is known.
///
/// @param name the heading
/// @param type the OpenAPI type: `string`, `integer`, `boolean` or `date`
/// @param format the format, or empty; `name` marks the column that identifies a row
/// @param description what the column says
/// @param priority 0 for the normal view, 1 for the wide one
/// @param cell the value for an object at a moment
public record Column<T>(
    String name,
    String type,
    String format,
    String description,
    int priority,
    BiFunction<T, Instant, @Nullable Object> cell) {

  /// A column of any sort.
  public static <T> Column<T> of(
      String name,
      String type,
      String format,
      int priority,
      String description,
      Function<T, @Nullable Object> cell) {
    return new Column<>(
        name, type, format, description, priority, (object, now) -> cell.apply(object));
  }

  /// A text column whose cells mention ages.
  public static <T> Column<T> timed(
      String name, int priority, String description, BiFunction<T, Instant, String> cell) {
    return new Column<>(name, "string", "", description, priority, cell::apply);
  }

  /// A column of yes or no.
  public static <T> Column<T> yesNo(
      String name, String description, Function<T, @Nullable Object> cell) {
    return of(name, "boolean", "", 0, description, cell);
  }

  /// The cell for the time since a moment.
  public static Object age(@Nullable Time since) {
    return since == null ? "<unknown>" : since;
  }

  /// A text column of the normal view.
  public static <T> Column<T> text(
      String name, String description, Function<T, @Nullable Object> cell) {
    return of(name, "string", "", 0, description, cell);
  }

  /// A text column of the wide view.
  public static <T> Column<T> wide(
      String name, String description, Function<T, @Nullable Object> cell) {
    return of(name, "string", "", 1, description, cell);
  }

  /// A column of whole numbers.
  public static <T> Column<T> integer(
      String name, String description, Function<T, @Nullable Object> cell) {
    return of(name, "integer", "", 0, description, cell);
  }

  /// The column that identifies the row.
  public static <T extends ApiObject> Column<T> objectName() {
    return objectName(object -> object.metadata().name());
  }

  /// The object's name with what a kind adds to it.
  public static <T extends ApiObject> Column<T> objectName(Function<T, Object> shown) {
    return of(
        "Name",
        "string",
        "name",
        0,
        "The name that is unique within the namespace, or the cluster, among objects of the kind.",
        shown);
  }

  /// The time since the object was created.
  public static <T extends ApiObject> Column<T> age() {
    return of(
        "Age",
        "string",
        "",
        0,
        "How long ago the object was created.",
        object -> age(object.metadata().creationTimestamp()));
  }

  static <T extends ApiObject> List<Column<T>> nameAndAge() {
    return List.of(
        objectName(),
        of(
            "Created At",
            "date",
            "",
            0,
            "When the object was created.",
            object -> {
              Time created = object.metadata().creationTimestamp();
              return created == null ? null : created.toString();
            }));
  }
}
