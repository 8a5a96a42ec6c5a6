package io.kubejar.server.extension.custom;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.cel.program.Budget;
import io.kubejar.server.extension.schema.EmbeddedObjects;
import io.kubejar.server.extension.schema.ListTypes;
import io.kubejar.server.extension.schema.Rules;
import io.kubejar.server.extension.schema.Schema;
import io.kubejar.server.extension.schema.SchemaValidation;
import io.kubejar.wire.dynamic.DynamicCodec;
import io.kubejar.wire.dynamic.DynamicObject;
import io.kubejar.wire.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Checks the objects of one version of a custom resource against its schema and its rules.
final class CustomValidation {
  private final Schema schema;
  private final Supplier<Optional<Rules>> rules;
  private final @Nullable ScalePaths scale;
  private final DynamicCodec codec;

  /// @param rules those of the schema; null when there are none
  CustomValidation(
      Schema schema,
      Supplier<@Nullable Rules> rules,
      @Nullable ScalePaths scale,
      DynamicCodec codec) {
    this.schema = schema;
    this.rules = lazily(() -> Optional.ofNullable(rules.get()));
    this.scale = scale;
    this.codec = codec;
  }

  /// Compiling rules takes a while, so it waits for the first object.
  private static <T> Supplier<T> lazily(Supplier<T> source) {
    return new Supplier<>() {
      private volatile @Nullable T value;

      @Override
      public T get() {
        T known = value;
        if (known == null) {
          known = source.get();
          value = known;
        }
        return known;
      }
    };
  }

  /// Checks a whole object.
  ///
  /// @param old the state before; null for a new one
  void check(DynamicObject object, @Nullable DynamicObject old, FieldErrors errors) {
    JsonValue.Obj tree = wholeTree(object);
    JsonValue.Obj before = old == null ? null : wholeTree(old);
    SchemaValidation.check(Path.ROOT, tree, before, schema, errors);
    if (scale != null) {
      scale.checkSpec(object.content(), errors);
      scale.checkStatus(object.content(), errors);
    }
    EmbeddedObjects.check(Path.ROOT, object.content(), schema, errors);
    checkLists(object.content(), old == null ? null : old.content(), errors);
    checkRules(object, old, errors);
  }

  private void checkRules(DynamicObject object, @Nullable DynamicObject old, FieldErrors errors) {
    Rules declared = rules.get().orElse(null);
    if (declared == null) {
      return;
    }
    if (blocksRules(errors.toList())) {
      errors.invalid(
          Path.ROOT,
          new FieldErrors.Json("null"),
          "some validation rules were not checked because the object was invalid; correct the"
              + " existing errors to complete validation");
      return;
    }
    declared.check(
        Path.ROOT,
        object.tree(codec.apiVersion(), codec.kind()),
        old == null ? null : old.tree(codec.apiVersion(), codec.kind()),
        Budget.of(Budget.REQUEST),
        errors);
  }

  /// The object with its type and, where the schema says something of it, its metadata.
  private JsonValue.Obj wholeTree(DynamicObject object) {
    if (schema.properties().containsKey("metadata")) {
      return object.tree(codec.apiVersion(), codec.kind());
    }
    Map<String, JsonValue> members = new LinkedHashMap<>(object.content().members());
    members.put("apiVersion", JsonValue.of(codec.apiVersion()));
    members.put("kind", JsonValue.of(codec.kind()));
    members.put("metadata", JsonValue.Obj.EMPTY);
    return new JsonValue.Obj(members);
  }

  /// Lists that were wrong already stay allowed.
  private void checkLists(JsonValue.Obj content, JsonValue.@Nullable Obj old, FieldErrors errors) {
    if (old != null) {
      FieldErrors before = new FieldErrors();
      ListTypes.check(Path.ROOT, old, schema, before);
      if (!before.isEmpty()) {
        return;
      }
    }
    ListTypes.check(Path.ROOT, content, schema, errors);
  }

  /// Checks an object of which only the status may change.
  void checkStatus(DynamicObject object, DynamicObject old, FieldErrors errors) {
    JsonValue status = object.content().get("status");
    Schema of = schema.member("status");
    if (status != null && of != null) {
      SchemaValidation.check(Path.of("status"), status, old.content().get("status"), of, errors);
    }
    if (scale != null) {
      scale.checkStatus(object.content(), errors);
    }
    checkLists(object.content(), old.content(), errors);
    checkRules(object, old, errors);
  }

  /// Whether errors keep rules from being checked that need a sound object.
  private static boolean blocksRules(List<FieldError> errors) {
    var blocking =
        Set.of(
            FieldError.Type.REQUIRED,
            FieldError.Type.TOO_LONG,
            FieldError.Type.TOO_MANY,
            FieldError.Type.TYPE_INVALID);
    return errors.stream().anyMatch(error -> blocking.contains(error.type()));
  }
}
