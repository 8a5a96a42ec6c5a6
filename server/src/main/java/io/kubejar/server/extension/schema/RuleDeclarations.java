package io.kubejar.server.extension.schema;

import io.kubejar.api.apiextensions.v1.JSONSchemaProps;
import io.kubejar.api.apiextensions.v1.ValidationRule;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.cel.CelCompileException;
import io.kubejar.cel.CelEnvironment;
import io.kubejar.cel.CelExpression;
import io.kubejar.cel.cost.CostLimits;
import io.kubejar.cel.schema.CelSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has to hold for the rules that a schema declares: they compile, and cannot cost too much.
final class RuleDeclarations {
  private static final int NAMED = 4;
  private static final int LONGEST_MESSAGE = 2048;
  private static final List<String> REASONS =
      List.of(
          "FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired");

  private record Cost(Path path, long cost) {}

  private final FieldErrors errors;
  private final List<Cost> costs = new ArrayList<>();
  private long total;

  private RuleDeclarations(FieldErrors errors) {
    this.errors = errors;
  }

  static void check(JSONSchemaProps schema, Path path, FieldErrors errors) {
    RuleDeclarations rules = new RuleDeclarations(errors);
    rules.node(schema, path, true, 1);
    if (rules.total <= CostLimits.SCHEMA) {
      return;
    }
    rules.costs.stream()
        .sorted(Comparator.comparingLong(Cost::cost).reversed())
        .limit(NAMED)
        .forEach(
            cost ->
                errors.forbidden(
                    cost.path(),
                    "contributed to estimated rule cost total exceeding cost limit for entire"
                        + " OpenAPIv3 schema"));
    errors.forbidden(
        path,
        CostLimits.exceeded(
            "x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema",
            rules.total,
            CostLimits.SCHEMA));
  }

  private static long times(long left, long right) {
    return Math.multiplyHigh(left, right) != 0 || left * right < 0 ? Long.MAX_VALUE : left * right;
  }

  /// @param most how many values the node can stand for within one object
  private void node(JSONSchemaProps schema, Path path, boolean root, long most) {
    CelSchema form = needsForm(schema) ? Rules.form(schema, root) : null;
    List<ValidationRule> rules = schema.xKubernetesValidations();
    for (int i = 0; i < rules.size(); i++) {
      rule(rules.get(i), schema, form, path.child("x-kubernetes-validations").index(i), most);
    }
    schema
        .properties()
        .forEach((name, member) -> node(member, path.child("properties").key(name), false, most));
    var more = schema.additionalProperties();
    var values = more == null ? null : more.schema();
    if (values != null) {
      long each = form instanceof CelSchema.MapOf map ? map.maxProperties() : 1;
      node(values, path.child("additionalProperties"), false, times(most, each));
    }
    var items = schema.items() == null ? null : schema.items().schema();
    if (items != null) {
      long each = form instanceof CelSchema.ListOf list ? list.maxItems() : 1;
      node(items, path.child("items"), false, times(most, each));
    }
  }

  private static boolean needsForm(JSONSchemaProps schema) {
    return !schema.xKubernetesValidations().isEmpty()
        || schema.items() != null
        || schema.additionalProperties() != null;
  }

  private void rule(
      ValidationRule rule, JSONSchemaProps schema, @Nullable CelSchema form, Path path, long most) {
    String reason = rule.reason();
    if (reason != null && !REASONS.contains(reason)) {
      errors.notSupported(path.child("reason"), reason, REASONS);
    }
    if (rule.rule().isBlank()) {
      errors.required(path.child("rule"), "rule is not specified");
      return;
    }
    message(rule, path.child("message"));
    if (!rule.fieldPath().isEmpty() && !leads(rule.fieldPath(), schema)) {
      errors.invalid(path.child("fieldPath"), rule.fieldPath(), "must be a valid path");
    }
    if (form == null) {
      return;
    }
    CelEnvironment environment = Rules.environment(form, rule);
    var shown = FieldErrors.plain(rule);
    CelExpression test = compiled(environment, rule.rule(), path.child("rule"), shown);
    if (test != null) {
      if (!test.yields("bool")) {
        errors.invalid(path.child("rule"), shown, "cel expression must evaluate to a bool");
      } else {
        cost(test, "estimated rule cost", path.child("rule"), most);
      }
    }
    if (!rule.messageExpression().isEmpty()) {
      Path at = path.child("messageExpression");
      CelExpression text = compiled(environment, rule.messageExpression(), at, shown);
      if (text != null && !text.yields("string")) {
        errors.invalid(at, shown, "messageExpression must evaluate to a string");
      } else if (text != null) {
        cost(text, "estimated messageExpression cost", at, most);
      }
    }
  }

  private void message(ValidationRule rule, Path path) {
    String message = rule.message();
    if (message.isEmpty()) {
      return;
    }
    if (message.isBlank()) {
      errors.invalid(path, message, "message must be non-empty if specified");
    } else if (message.strip().indexOf('\n') >= 0) {
      errors.invalid(path, message.strip(), "message must not contain line breaks");
    } else if (message.length() > LONGEST_MESSAGE) {
      errors.invalid(
          path,
          message,
          "message must have a maximum length of " + LONGEST_MESSAGE + " characters");
    }
  }

  private @Nullable CelExpression compiled(
      CelEnvironment environment, String text, Path path, FieldErrors.@Nullable Json shown) {
    try {
      return environment.compile(text);
    } catch (CelCompileException e) {
      errors.invalid(path, shown, e.failure());
      return null;
    }
  }

  private void cost(CelExpression expression, String what, Path path, long most) {
    long cost = times(expression.estimatedCost().max(), most);
    if (cost > CostLimits.RULE) {
      errors.forbidden(path, CostLimits.exceeded(what, cost, CostLimits.RULE));
    }
    total = total + cost < 0 ? Long.MAX_VALUE : total + cost;
    costs.add(new Cost(path, cost));
  }

  /// Whether a rule's path leads to a declared member.
  private static boolean leads(String fieldPath, JSONSchemaProps schema) {
    JSONSchemaProps at = schema;
    if (!fieldPath.startsWith(".")) {
      return fieldPath.startsWith("[");
    }
    for (String name : fieldPath.substring(1).split("\\.", -1)) {
      var more = at.additionalProperties();
      JSONSchemaProps values = more == null ? null : more.schema();
      JSONSchemaProps next = at.properties().getOrDefault(name, values);
      if (next == null) {
        return name.indexOf('[') >= 0;
      }
      at = next;
    }
    return true;
  }
}
