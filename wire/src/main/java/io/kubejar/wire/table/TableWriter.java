package io.kubejar.wire.table;

import io.kubejar.api.codec.FieldName;
import io.kubejar.api.codec.JsonWriter;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ListMeta;
import io.kubejar.api.meta.v1.ListMetaCodec;
import io.kubejar.api.meta.v1.ObjectMetaCodec;
import io.kubejar.api.value.Time;
import io.kubejar.wire.dynamic.DynamicCodec;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValueCodec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes objects of one kind as a `Table` of `meta.k8s.io/v1`.
///
/// @param <T> the kind's record
public final class TableWriter<T extends ApiObject> {
  /// How much of each object goes with its row.
  public enum Include {
    NONE,
    METADATA,
    OBJECT;

    /// The `includeObject` parameter; empty is the default, metadata.
    public static Optional<Include> of(String parameter) {
      return switch (parameter) {
        case "None" -> Optional.of(NONE);
        case "Object" -> Optional.of(OBJECT);
        case "", "Metadata" -> Optional.of(METADATA);
        default -> Optional.empty();
      };
    }
  }

  private static final FieldName KIND = new FieldName("kind");
  private static final FieldName API_VERSION = new FieldName("apiVersion");
  private static final FieldName METADATA = new FieldName("metadata");
  private static final FieldName COLUMNS = new FieldName("columnDefinitions");
  private static final FieldName ROWS = new FieldName("rows");
  private static final FieldName CELLS = new FieldName("cells");
  private static final FieldName OBJECT = new FieldName("object");
  private static final FieldName NAME = new FieldName("name");
  private static final FieldName TYPE = new FieldName("type");
  private static final FieldName FORMAT = new FieldName("format");
  private static final FieldName DESCRIPTION = new FieldName("description");
  private static final FieldName PRIORITY = new FieldName("priority");

  private final Kind<T> kind;
  private final List<Column<T>> columns;
  private final Include include;
  private final String apiVersion;

  /// A writer for a version of the form, `v1` or `v1beta1`.
  public TableWriter(Kind<T> kind, Include include, String version) {
    this.kind = kind;
    this.columns = kind.columns();
    this.include = include;
    this.apiVersion = "meta.k8s.io/" + version;
  }

  /// Writes a table; a watch leaves the columns out of all but its first event.
  public void write(
      JsonWriter out, ListMeta metadata, Iterable<T> objects, boolean withColumns, Instant now) {
    out.beginObject();
    typeMeta(out, "Table");
    out.name(METADATA);
    ListMetaCodec.INSTANCE.write(out, metadata);
    out.name(COLUMNS);
    if (withColumns) {
      columns(out);
    } else {
      out.nullValue();
    }
    out.name(ROWS);
    out.beginArray();
    for (T object : objects) {
      row(out, object, now);
    }
    out.endArray();
    out.endObject();
  }

  private void typeMeta(JsonWriter out, String name) {
    out.name(KIND);
    out.string(name);
    out.name(API_VERSION);
    out.string(apiVersion);
  }

  private void columns(JsonWriter out) {
    out.beginArray();
    for (Column<T> column : columns) {
      out.beginObject();
      out.name(NAME);
      out.string(column.name());
      out.name(TYPE);
      out.string(column.type());
      out.name(FORMAT);
      out.string(column.format());
      out.name(DESCRIPTION);
      out.string(description(column));
      out.name(PRIORITY);
      out.int64(column.priority());
      out.endObject();
    }
    out.endArray();
  }

  /// Columns of kinds that were defined through the API say what their definition says.
  private String description(Column<T> column) {
    return kind.codec() instanceof DynamicCodec
        ? column.description()
        : ColumnTexts.of(kind.names().gvk(), column.name(), column.description());
  }

  private void row(JsonWriter out, T object, Instant now) {
    out.beginObject();
    out.name(CELLS);
    out.beginArray();
    for (Column<T> column : columns) {
      cell(out, column, column.cell().apply(object, now), now);
    }
    out.endArray();
    out.name(OBJECT);
    switch (include) {
      case NONE -> out.nullValue();
      case OBJECT -> kind.codec().writeTyped(out, object);
      case METADATA -> {
        out.beginObject();
        typeMeta(out, "PartialObjectMetadata");
        out.name(METADATA);
        ObjectMetaCodec.INSTANCE.write(out, kind.shownMetadata(object));
        out.endObject();
      }
    }
    out.endObject();
  }

  private static void cell(JsonWriter out, Column<?> column, @Nullable Object value, Instant now) {
    switch (value) {
      case null -> out.string("<unknown>");
      case String text -> out.string(text);
      case JsonValue json -> JsonValueCodec.INSTANCE.write(out, json);
      case Boolean bool -> out.bool(bool);
      case Double number -> out.float64(number);
      case Number number -> out.int64(number.longValue());
      case Time time when column.type().equals("date") -> out.string(time.toString());
      case Time time -> out.string(Age.since(time, now));
      default -> out.string(value.toString());
    }
  }
}
