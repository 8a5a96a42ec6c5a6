package io.kubejar.server.extension.schema;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.wire.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds values against a schema and reports in upstream's words what does not fit.
///
/// On update, values that did not change since the stored state are not judged again.
public final class SchemaValidation {
  private final Path root;
  private final FieldErrors errors;

  private SchemaValidation(Path root, FieldErrors errors) {
    this.root = root;
    this.errors = errors;
  }

  /// Reports what is wrong with a value.
  ///
  /// @param root where the value stands; messages name places below it
  /// @param old the value before the update, or null when there was none
  public static void check(
      Path root, JsonValue value, @Nullable JsonValue old, Schema schema, FieldErrors errors) {
    new SchemaValidation(root, errors).value("", value, old, schema);
  }

  private Path at(String name) {
    return name.isEmpty() ? root : root.child(name);
  }

  private void invalid(String name, JsonValue value, String detail) {
    errors.invalid(at(name), Values.quoted(value), name + " in body " + detail);
  }

  /// Errors of a whole combination of schemas, which upstream reports without a place.
  private void composite(String detail) {
    errors.invalid(root, "", detail);
  }

  private void value(String name, JsonValue value, @Nullable JsonValue old, Schema schema) {
    if (value.equals(old)) {
      return;
    }
    if (value == JsonValue.Null.NULL) {
      if (!schema.nullable() && !(schema.type().isEmpty() && !schema.intOrString())) {
        typeError(name, types(schema), "null");
      }
      if (!schema.nullable()) {
        oneOfValues(name, value, schema.rules());
      }
      return;
    }
    type(name, value, schema);
    ValueRules rules = schema.rules();
    compositions(name, value, schema);
    switch (value) {
      case JsonValue.Text(String text) -> text(name, text, schema);
      case JsonValue.Int _, JsonValue.Real _ -> number(name, value, schema);
      default -> {}
    }
    if (value instanceof JsonValue.Array(List<JsonValue> items)) {
      items(name, value, items, old, schema);
    }
    oneOfValues(name, value, rules);
    if (value instanceof JsonValue.Obj object) {
      object(name, object, old, schema);
    }
  }

  private static String types(Schema schema) {
    return schema.intOrString() && schema.type().isEmpty() ? "integer,string" : schema.type();
  }

  private void typeError(String name, String wanted, String found) {
    errors.typeInvalid(
        at(name), found, "%s in body must be of type %s: \"%s\"".formatted(name, wanted, found));
  }

  private void type(String name, JsonValue value, Schema schema) {
    String wanted = types(schema);
    if (wanted.isEmpty()) {
      return;
    }
    String found = Values.type(value);
    boolean fits =
        List.of(wanted.split(",")).contains(found)
            || wanted.contains("integer") && Values.isWhole(value)
            || wanted.equals("number") && found.equals("integer");
    if (fits) {
      return;
    }
    String format = schema.rules().format();
    boolean textOrList = value instanceof JsonValue.Text || value instanceof JsonValue.Array;
    boolean formatted = !format.isEmpty() && StringFormats.isKnown(format);
    if (formatted && !textOrList && !format.equals(Values.format(value))) {
      typeError(name, format, Values.format(value));
    } else if (!(formatted
        && textOrList
        && !wanted.equals("number")
        && !wanted.equals("integer"))) {
      typeError(name, wanted, found);
    }
  }

  private void text(String name, String text, Schema schema) {
    ValueRules rules = schema.rules();
    Long longest = rules.maxLength();
    long length = text.codePointCount(0, text.length());
    Long shortest = rules.minLength();
    var pattern = rules.pattern();
    // Only the first of these is told.
    if (longest != null && length > longest) {
      errors.tooLong(at(name), Math.toIntExact(Math.min(longest, Integer.MAX_VALUE)));
    } else if (shortest != null && length < shortest) {
      invalid(name, JsonValue.of(text), "should be at least " + shortest + " chars long");
    } else if (pattern != null && !pattern.matcher(text).find()) {
      invalid(name, JsonValue.of(text), "should match '" + rules.patternText() + "'");
    }
    if (!StringFormats.matches(rules.format(), text)) {
      errors.typeInvalid(
          at(name),
          text,
          "%s in body must be of type %s: %s"
              .formatted(name, rules.format(), JsonValue.of(text).toJsonText()));
    }
  }

  private void number(String name, JsonValue value, Schema schema) {
    ValueRules rules = schema.rules();
    double number = Values.number(value);
    range(name, value, schema);
    Double multiple = rules.multipleOf();
    if (multiple != null && multiple > 0 && !isMultiple(value, multiple)) {
      invalid(name, value, "should be a multiple of " + Values.text(multiple));
    }
    Double maximum = rules.maximum();
    if (maximum != null && (rules.exclusiveMaximum() ? number >= maximum : number > maximum)) {
      invalid(
          name,
          value,
          (rules.exclusiveMaximum() ? "should be less than " : "should be less than or equal to ")
              + Values.text(maximum));
    }
    Double minimum = rules.minimum();
    if (minimum != null && (rules.exclusiveMinimum() ? number <= minimum : number < minimum)) {
      invalid(
          name,
          value,
          (rules.exclusiveMinimum()
                  ? "should be greater than "
                  : "should be greater than or equal to ")
              + Values.text(minimum));
    }
  }

  private static boolean isMultiple(JsonValue value, double factor) {
    if (value instanceof JsonValue.Int(long whole) && factor == Math.rint(factor)) {
      return whole % (long) factor == 0;
    }
    double quotient = Values.number(value) / factor;
    return quotient == Math.rint(quotient);
  }

  /// A number that its format cannot hold.
  private void range(String name, JsonValue value, Schema schema) {
    String format = schema.rules().format();
    boolean fits =
        switch (schema.type()) {
          case "integer" ->
              Values.isWhole(value)
                  && switch (format) {
                    case "int32" -> Values.number(value) == (int) Values.number(value);
                    case "uint32" ->
                        Values.number(value) >= 0 && Values.number(value) <= 0xFFFF_FFFFL;
                    case "uint64" -> Values.number(value) >= 0;
                    default -> true;
                  };
          default -> !format.equals("float") || Math.abs(Values.number(value)) <= Float.MAX_VALUE;
        };
    if (!fits) {
      composite(
          "Checked value must be of type %s %s in %s"
              .formatted(
                  schema.type(),
                  format.isEmpty() ? "(default format)" : "with format " + format,
                  name));
    }
  }

  private void oneOfValues(String name, JsonValue value, ValueRules rules) {
    List<JsonValue> values = rules.oneOfValues();
    if (values.isEmpty() || values.stream().anyMatch(each -> same(each, value))) {
      return;
    }
    errors.notSupported(
        at(name),
        Values.quoted(value),
        values.stream()
            .map(each -> each instanceof JsonValue.Text(String text) ? text : each.toJsonText())
            .toList());
  }

  /// Whether two values are equal; `1` and `1.0` are.
  private static boolean same(JsonValue left, JsonValue right) {
    return left.equals(right)
        || left instanceof JsonValue.Real && Values.number(left) == Values.number(right)
        || right instanceof JsonValue.Real && Values.number(left) == Values.number(right);
  }

  private void items(
      String name, JsonValue value, List<JsonValue> items, @Nullable JsonValue old, Schema schema) {
    ValueRules rules = schema.rules();
    Schema each = schema.items();
    if (each != null) {
      var before = new OldItems(old, schema);
      for (int i = 0; i < items.size(); i++) {
        value(name + "[" + i + "]", items.get(i), before.of(items.get(i)), each);
      }
    }
    Long fewest = rules.minItems();
    if (fewest != null && items.size() < fewest) {
      invalid(name, value, "should have at least " + fewest + " items");
    }
    Long most = rules.maxItems();
    if (most != null && items.size() > most) {
      errors.tooMany(at(name), items.size(), Math.toIntExact(Math.min(most, Integer.MAX_VALUE)));
    }
    if (rules.uniqueItems() && new HashSet<>(items).size() < items.size()) {
      errors.duplicate(at(name), Values.quoted(value));
    }
  }

  private void object(String name, JsonValue.Obj object, @Nullable JsonValue old, Schema schema) {
    ValueRules rules = schema.rules();
    int size = object.members().size();
    Long fewest = rules.minProperties();
    if (fewest != null && size < fewest) {
      invalid(name, object, "should have at least " + fewest + " properties");
      return;
    }
    Long most = rules.maxProperties();
    if (most != null && size > most) {
      errors.tooMany(at(name), size, Math.toIntExact(Math.min(most, Integer.MAX_VALUE)));
      return;
    }
    for (String required : rules.required()) {
      if (!object.has(required)) {
        errors.required(at(below(name, required)));
      }
    }
    JsonValue.Obj before = old instanceof JsonValue.Obj known ? known : JsonValue.Obj.EMPTY;
    for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
      Schema known = schema.member(member.getKey());
      if (known != null) {
        value(below(name, member.getKey()), member.getValue(), before.get(member.getKey()), known);
      }
    }
  }

  private static String below(String name, String member) {
    return name.isEmpty() ? member : name + "." + member;
  }

  private void compositions(String name, JsonValue value, Schema schema) {
    ValueRules rules = schema.rules();
    if (!rules.anyOf().isEmpty()) {
      FieldErrors best = null;
      for (Schema option : rules.anyOf()) {
        FieldErrors found = trial(name, value, option);
        if (found.isEmpty()) {
          best = found;
          break;
        }
        best = best == null ? found : best;
      }
      if (best != null && !best.isEmpty()) {
        composite("\"%s\" must validate at least one schema (anyOf)".formatted(name));
        best.toList().forEach(errors::add);
      }
    }
    if (!rules.oneOf().isEmpty()) {
      int fitting = 0;
      FieldErrors best = null;
      for (Schema option : rules.oneOf()) {
        FieldErrors found = trial(name, value, option);
        fitting += found.isEmpty() ? 1 : 0;
        best = best == null ? found : best;
      }
      if (fitting != 1) {
        composite(
            "\"%s\" must validate one and only one schema (oneOf). %s"
                .formatted(
                    name,
                    fitting == 0
                        ? "Found none valid"
                        : "Found " + fitting + " valid alternatives"));
        if (fitting == 0 && best != null) {
          best.toList().forEach(errors::add);
        }
      }
    }
    if (!rules.allOf().isEmpty()) {
      int fitting = 0;
      for (Schema option : rules.allOf()) {
        FieldErrors found = trial(name, value, option);
        fitting += found.isEmpty() ? 1 : 0;
        found.toList().forEach(errors::add);
      }
      if (fitting < rules.allOf().size()) {
        composite(
            "\"%s\" must validate all the schemas (allOf)%s"
                .formatted(name, fitting == 0 ? ". None validated" : ""));
      }
    }
    Schema not = rules.not();
    if (not != null && trial(name, value, not).isEmpty()) {
      composite("\"%s\" must not validate the schema (not)".formatted(name));
    }
  }

  private FieldErrors trial(String name, JsonValue value, Schema option) {
    FieldErrors found = new FieldErrors();
    new SchemaValidation(root, found).value(name, value, null, option);
    return found;
  }
}
