package io.kubejar.server.registry;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ManagedFieldsEntry;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.StatusCause;
import io.kubejar.api.meta.v1.StatusDetails;
import io.kubejar.server.spi.Failures;
import io.kubejar.wire.apply.ApplyConflict;
import io.kubejar.wire.apply.FieldOwnership;
import io.kubejar.wire.apply.FieldOwnership.Applied;
import io.kubejar.wire.apply.OtherVersions;
import io.kubejar.wire.apply.ShapeException;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client applies: the fields it wants to be there, and no others.
///
/// @param document the object with those fields, `apiVersion` and `kind` among them
/// @param force whether fields that others manage are to be taken from them
/// @param flaw why it is refused although it could be applied; null when it is not
public record Configuration(JsonValue.Obj document, boolean force, @Nullable ApiException flaw) {

  /// The result of laying it over an object; a refusal has upstream's words.
  ///
  /// @param stored the owners before
  /// @param live the object before; that of zero values when it is new
  /// @param zero the object of zero values
  public Applied apply(
      ObjectCodec<?> codec,
      FieldOwnership rules,
      List<ManagedFieldsEntry> stored,
      JsonValue live,
      JsonValue zero,
      String manager)
      throws ApiException {
    checkType(codec);
    Applied applied;
    try {
      applied = rules.apply(stored, live, zero, document, manager, force);
    } catch (ApplyConflict conflict) {
      throw failure(conflict);
    } catch (ShapeException e) {
      throw error("failed to create typed patch object (%s): %s".formatted(name(), e.getMessage()));
    } catch (OtherVersions.Failure e) {
      throw error(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw error("failed to decode managed fields: " + e.getMessage());
    }
    if (flaw != null) {
      throw flaw;
    }
    return applied;
  }

  /// The resulting object as a record.
  public <T> T decode(ObjectCodec<T> codec, JsonValue tree) throws ApiException {
    try {
      return JsonDecoder.decodeTree(codec, tree).value();
    } catch (JsonException e) {
      throw error(
          "failed to convert new typed object (%s) to object: %s"
              .formatted(name(), e.getMessage()));
    }
  }

  private void checkType(ObjectCodec<?> codec) {
    if (!document.text("apiVersion").equals(codec.apiVersion())
        || !document.text("kind").equals(codec.kind())) {
      throw Failures.badRequest("invalid object type: " + type());
    }
    if (document.object("metadata").get("managedFields") instanceof JsonValue.Array) {
      throw Failures.badRequest("metadata.managedFields must be nil");
    }
  }

  private static ApiException error(String message) {
    return Failures.failure(500, "", message, null);
  }

  private static ApiException failure(ApplyConflict conflict) {
    List<StatusCause> causes =
        conflict.causes().stream()
            .map(cause -> new StatusCause("FieldManagerConflict", cause.message(), cause.field()))
            .toList();
    return Failures.failure(
        409,
        "Conflict",
        String.valueOf(conflict.getMessage()),
        new StatusDetails("", "", "", "", causes, 0));
  }

  /// `namespace/name; group/version, Kind=kind`, as messages name the object.
  private String name() {
    JsonValue.Obj metadata = document.object("metadata");
    return "%s/%s; %s".formatted(metadata.text("namespace"), metadata.text("name"), type());
  }

  /// `group/version, Kind=kind`, as messages name the type.
  private String type() {
    String[] parts = document.text("apiVersion").split("/", -1);
    if (parts.length > 2) {
      return "/, Kind=";
    }
    String group = parts.length == 2 ? parts[0] : "";
    return "%s/%s, Kind=%s".formatted(group, parts[parts.length - 1], document.text("kind"));
  }
}
