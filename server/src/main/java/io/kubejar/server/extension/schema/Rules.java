package io.kubejar.server.extension.schema;

import io.kubejar.api.apiextensions.v1.JSONSchemaProps;
import io.kubejar.api.apiextensions.v1.JSONSchemaPropsCodec;
import io.kubejar.api.apiextensions.v1.ValidationRule;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.cel.CelCompileException;
import io.kubejar.cel.CelEnvironment;
import io.kubejar.cel.CelExpression;
import io.kubejar.cel.program.Bindings;
import io.kubejar.cel.program.Budget;
import io.kubejar.cel.schema.CelSchema;
import io.kubejar.cel.schema.StructuralTypes;
import io.kubejar.cel.value.CelError;
import io.kubejar.cel.value.Views;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules (`x-kubernetes-validations`) of a schema and of what is below it, ready to be checked.
public final class Rules {
  static final String OLD = "oldSelf";

  /// A rule that was compiled.
  private record Compiled(
      ValidationRule rule, CelExpression test, @Nullable CelExpression message) {
    boolean isTransition() {
      return test.uses(OLD);
    }
  }

  private final Schema schema;
  private final CelSchema form;
  private final List<Compiled> own;
  private final Map<String, Rules> properties;
  private final @Nullable Rules additional;
  private final @Nullable Rules items;

  private Rules(
      Schema schema,
      CelSchema form,
      List<Compiled> own,
      Map<String, Rules> properties,
      @Nullable Rules additional,
      @Nullable Rules items) {
    this.schema = schema;
    this.form = form;
    this.own = own;
    this.properties = properties;
    this.additional = additional;
    this.items = items;
  }

  /// The rules of a whole object; null when there are none.
  public static @Nullable Rules of(JSONSchemaProps props) {
    return node(props, true);
  }

  private static @Nullable Rules node(JSONSchemaProps props, boolean root) {
    Map<String, Rules> properties = new LinkedHashMap<>();
    props
        .properties()
        .forEach(
            (name, member) -> {
              Rules below = node(member, false);
              if (below != null) {
                properties.put(name, below);
              }
            });
    var more = props.additionalProperties();
    var values = more == null ? null : more.schema();
    Rules additional = values == null ? null : node(values, false);
    var each = props.items() == null ? null : props.items().schema();
    Rules items = each == null ? null : node(each, false);
    CelSchema form = form(props, root);
    List<Compiled> own = form == null ? List.of() : compiled(props.xKubernetesValidations(), form);
    if (own.isEmpty() && properties.isEmpty() && additional == null && items == null) {
      return null;
    }
    return new Rules(
        Schema.of(props),
        form == null ? CelSchema.Scalar.DYN : form,
        own,
        properties,
        additional,
        items);
  }

  /// What expressions know of a node's values; null when they cannot use them.
  static @Nullable CelSchema form(JSONSchemaProps props, boolean root) {
    var json =
        (JsonValue.Obj) JsonValue.parse(JsonEncoder.encode(JSONSchemaPropsCodec.INSTANCE, props));
    return StructuralTypes.of("selfType", json, root);
  }

  /// The variables of a rule.
  static CelEnvironment environment(CelSchema form, ValidationRule rule) {
    return CelEnvironment.builder()
        .variable("self", form)
        .variable(OLD, Boolean.TRUE.equals(rule.optionalOldSelf()) ? CelSchema.Scalar.DYN : form)
        .build();
  }

  /// Rules that cannot be compiled are refused when a definition is written.
  private static List<Compiled> compiled(List<ValidationRule> rules, CelSchema form) {
    List<Compiled> compiled = new ArrayList<>(rules.size());
    for (ValidationRule rule : rules) {
      CelEnvironment environment = environment(form, rule);
      try {
        compiled.add(
            new Compiled(
                rule,
                environment.compile(rule.rule()),
                rule.messageExpression().isEmpty()
                    ? null
                    : environment.compile(rule.messageExpression())));
      } catch (CelCompileException _) {
        continue;
      }
    }
    return compiled;
  }

  /// Reports the rules that a value breaks.
  ///
  /// @param old the value before the update, or null
  public void check(
      Path path, JsonValue value, @Nullable JsonValue old, Budget budget, FieldErrors errors) {
    if (value == JsonValue.Null.NULL) {
      return;
    }
    try {
      node(path, value, old, budget, errors);
    } catch (Budget.Exceeded e) {
      errors.invalid(path, omitted(value), String.valueOf(e.text()));
    }
  }

  private void node(
      Path path, JsonValue value, @Nullable JsonValue old, Budget budget, FieldErrors errors) {
    if (value == JsonValue.Null.NULL) {
      return;
    }
    boolean same = value.equals(old);
    for (Compiled rule : own) {
      boolean optional = Boolean.TRUE.equals(rule.rule().optionalOldSelf());
      boolean due = rule.isTransition() ? old != null || optional : !same;
      if (due) {
        rule(path, value, old, rule, budget, errors);
      }
    }
    switch (value) {
      case JsonValue.Obj object -> members(path, object, old, budget, errors);
      case JsonValue.Array(List<JsonValue> elements) -> {
        if (items != null) {
          var before = new OldItems(old, schema);
          for (int i = 0; i < elements.size(); i++) {
            items.node(path.index(i), elements.get(i), before.of(elements.get(i)), budget, errors);
          }
        }
      }
      default -> {}
    }
  }

  private void members(
      Path path, JsonValue.Obj object, @Nullable JsonValue old, Budget budget, FieldErrors errors) {
    JsonValue.Obj before = old instanceof JsonValue.Obj known ? known : JsonValue.Obj.EMPTY;
    for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
      String name = member.getKey();
      Rules declared = properties.get(name);
      if (declared != null) {
        declared.node(path.child(name), member.getValue(), before.get(name), budget, errors);
      } else if (additional != null) {
        additional.node(path.key(name), member.getValue(), before.get(name), budget, errors);
      }
    }
  }

  private void rule(
      Path path,
      JsonValue value,
      @Nullable JsonValue old,
      Compiled rule,
      Budget budget,
      FieldErrors errors) {
    Bindings bindings = new Bindings().bind("self", Views.of(value, form));
    if (Boolean.TRUE.equals(rule.rule().optionalOldSelf())) {
      bindings.bind(OLD, Optional.ofNullable(old).map(it -> Views.of(it, form)));
    } else if (old != null) {
      bindings.bind(OLD, Views.of(old, form));
    }
    try {
      if (Boolean.TRUE.equals(rule.test().evaluate(bindings, budget))) {
        return;
      }
    } catch (Budget.Exceeded e) {
      throw e;
    } catch (CelError e) {
      errors.invalid(
          path, schema.type(), e.text() + " evaluating rule: " + rule.rule().rule().strip());
      return;
    }
    broken(path, value, rule.rule(), message(rule, bindings, budget), errors);
  }

  private static String message(Compiled rule, Bindings bindings, Budget budget) {
    CelExpression expression = rule.message();
    if (expression != null) {
      try {
        if (expression.evaluate(bindings, budget) instanceof String text
            && !text.isBlank()
            && text.indexOf('\n') < 0
            && text.length() <= 5 * 1024) {
          return text.strip();
        }
      } catch (Budget.Exceeded e) {
        throw e;
      } catch (CelError _) {
        // the plain message has to do
      }
    }
    String plain = rule.rule().message().strip();
    return plain.isEmpty() ? "failed rule: " + rule.rule().rule().strip() : plain;
  }

  private static void broken(
      Path path, JsonValue value, ValidationRule rule, String message, FieldErrors errors) {
    Path at = path;
    for (String name : rule.fieldPath().split("\\.")) {
      at = name.isEmpty() ? at : at.child(name);
    }
    boolean whole = value instanceof JsonValue.Obj || value instanceof JsonValue.Array;
    switch (String.valueOf(rule.reason())) {
      case "FieldValueForbidden" -> errors.forbidden(at, message);
      case "FieldValueRequired" -> errors.required(at, message);
      case "FieldValueDuplicate" -> errors.duplicate(at, Values.quoted(value));
      default -> {
        if (whole) {
          errors.add(
              new FieldError(FieldError.Type.INVALID, at.toString(), "Invalid value: " + message));
        } else {
          errors.invalid(at, Values.quoted(value), message);
        }
      }
    }
  }

  private static Object omitted(JsonValue value) {
    return new FieldErrors.Json(Values.type(value));
  }
}
