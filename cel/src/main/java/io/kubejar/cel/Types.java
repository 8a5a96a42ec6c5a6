package io.kubejar.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.kubejar.cel.schema.CelSchema;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The checker's view of declared forms.
@SuppressWarnings("Immutable") // what it learns on the way is guarded, and never contradicts itself
final class Types implements CelTypeProvider {
  /// The messages that mutations make: the type of an object is `Object`, that of its member `spec`
  /// is `Object.spec`, and so on.
  static final String OBJECT = "Object";

  private static final String JSON_PATCH = "JSONPatch";
  private static final CelType PATCH =
      StructType.create(
          JSON_PATCH,
          ImmutableSet.of("op", "path", "from", "value"),
          field -> Optional.of(field.equals("value") ? SimpleType.DYN : SimpleType.STRING));

  private final Map<String, CelType> structs = new ConcurrentHashMap<>();

  CelType of(CelSchema schema) {
    return switch (schema) {
      case CelSchema.Scalar scalar ->
          switch (scalar) {
            case DYN, INT_OR_STRING -> SimpleType.DYN;
            case BOOL -> SimpleType.BOOL;
            case INT -> SimpleType.INT;
            case DOUBLE -> SimpleType.DOUBLE;
            case NULL -> SimpleType.NULL_TYPE;
          };
      case CelSchema.Text text ->
          switch (text.form()) {
            case STRING -> SimpleType.STRING;
            case BYTES -> SimpleType.BYTES;
            case TIMESTAMP -> SimpleType.TIMESTAMP;
            case DURATION -> SimpleType.DURATION;
          };
      case CelSchema.ListOf list -> ListType.create(of(list.items()));
      case CelSchema.MapOf map -> MapType.create(SimpleType.STRING, of(map.values()));
      case CelSchema.Opaque opaque -> OpaqueType.create(opaque.name());
      case CelSchema.Struct struct -> struct(struct);
    };
  }

  private CelType struct(CelSchema.Struct struct) {
    CelType known = structs.get(struct.name());
    if (known == null) {
      known =
          StructType.create(
              struct.name(),
              ImmutableSet.copyOf(struct.fields().keySet()),
              name -> Optional.ofNullable(struct.field(name)).map(this::of));
      structs.put(struct.name(), known);
    }
    return known;
  }

  /// The declared form of what an expression of the type gives; nothing is known of its size.
  static CelSchema schema(CelType type) {
    return switch (type.kind()) {
      case BOOL -> CelSchema.Scalar.BOOL;
      case INT -> CelSchema.Scalar.INT;
      case DOUBLE -> CelSchema.Scalar.DOUBLE;
      case NULL_TYPE -> CelSchema.Scalar.NULL;
      case STRING -> CelSchema.Text.UNBOUNDED;
      case BYTES -> new CelSchema.Text(CelSchema.Text.Form.BYTES, CelSchema.MAX_REQUEST_BYTES);
      case TIMESTAMP -> new CelSchema.Text(CelSchema.Text.Form.TIMESTAMP, 32);
      case DURATION -> new CelSchema.Text(CelSchema.Text.Form.DURATION, 32);
      case LIST -> CelSchema.ListOf.atomic(schema(((ListType) type).elemType()), Long.MAX_VALUE);
      case MAP ->
          ((MapType) type).keyType().equals(SimpleType.STRING)
              ? new CelSchema.MapOf(schema(((MapType) type).valueType()), Long.MAX_VALUE)
              : CelSchema.Scalar.DYN;
      case OPAQUE ->
          type instanceof OptionalType ? CelSchema.Scalar.DYN : new CelSchema.Opaque(type.name());
      default -> CelSchema.Scalar.DYN;
    };
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return ImmutableList.copyOf(structs.values());
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(structs.get(name));
  }

  /// These types and those of mutations, whose members are what the expression says they are.
  CelTypeProvider withMutations(CelExpr expr) {
    Map<String, Set<String>> used = new ConcurrentHashMap<>();
    collect(expr, used);
    return new CelTypeProvider() {
      @Override
      public ImmutableCollection<CelType> types() {
        return Types.this.types();
      }

      @Override
      public Optional<CelType> findType(String name) {
        if (name.equals(JSON_PATCH)) {
          return Optional.of(PATCH);
        }
        if (name.equals(OBJECT) || name.startsWith(OBJECT + ".")) {
          return Optional.of(
              StructType.create(
                  name,
                  ImmutableSet.copyOf(used.getOrDefault(name, Set.of())),
                  _ -> Optional.of(SimpleType.DYN)));
        }
        return Types.this.findType(name);
      }
    };
  }

  private static void collect(CelExpr expr, Map<String, Set<String>> used) {
    switch (expr.getKind()) {
      case SELECT -> collect(expr.select().operand(), used);
      case CALL -> {
        expr.call().target().ifPresent(target -> collect(target, used));
        expr.call().args().forEach(argument -> collect(argument, used));
      }
      case LIST -> expr.list().elements().forEach(item -> collect(item, used));
      case MAP ->
          expr.map()
              .entries()
              .forEach(
                  entry -> {
                    collect(entry.key(), used);
                    collect(entry.value(), used);
                  });
      case STRUCT -> {
        Set<String> fields =
            used.computeIfAbsent(expr.struct().messageName(), _ -> new LinkedHashSet<>());
        expr.struct()
            .entries()
            .forEach(
                entry -> {
                  fields.add(entry.fieldKey());
                  collect(entry.value(), used);
                });
      }
      case COMPREHENSION -> {
        var loop = expr.comprehension();
        collect(loop.iterRange(), used);
        collect(loop.accuInit(), used);
        collect(loop.loopCondition(), used);
        collect(loop.loopStep(), used);
        collect(loop.result(), used);
      }
      default -> {}
    }
  }
}
