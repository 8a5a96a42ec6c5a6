package io.kubejar.server.extension.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.kubejar.api.apiextensions.v1.JSONSchemaProps;
import io.kubejar.api.apiextensions.v1.ValidationRule;
import io.kubejar.wire.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What values of one node have to be like.
///
/// @param pattern the expression that texts have to match, or null
/// @param patternText the expression as declared
record ValueRules(
    String format,
    @Nullable Double maximum,
    boolean exclusiveMaximum,
    @Nullable Double minimum,
    boolean exclusiveMinimum,
    @Nullable Double multipleOf,
    @Nullable Long maxLength,
    @Nullable Long minLength,
    @Nullable Pattern pattern,
    String patternText,
    @Nullable Long maxItems,
    @Nullable Long minItems,
    @Nullable Long maxProperties,
    @Nullable Long minProperties,
    boolean uniqueItems,
    List<JsonValue> oneOfValues,
    List<String> required,
    List<Schema> allOf,
    List<Schema> anyOf,
    List<Schema> oneOf,
    @Nullable Schema not,
    List<ValidationRule> validations) {

  static ValueRules of(JSONSchemaProps props) {
    JSONSchemaProps not = props.not();
    return new ValueRules(
        props.format(),
        props.maximum(),
        props.exclusiveMaximum(),
        props.minimum(),
        props.exclusiveMinimum(),
        props.multipleOf(),
        props.maxLength(),
        props.minLength(),
        pattern(props.pattern()),
        props.pattern(),
        props.maxItems(),
        props.minItems(),
        props.maxProperties(),
        props.minProperties(),
        props.uniqueItems(),
        props.enumValues().stream().map(JsonValue::of).toList(),
        props.required(),
        props.allOf().stream().map(Schema::of).toList(),
        props.anyOf().stream().map(Schema::of).toList(),
        props.oneOf().stream().map(Schema::of).toList(),
        not == null ? null : Schema.of(not),
        props.xKubernetesValidations());
  }

  private static @Nullable Pattern pattern(String expression) {
    if (expression.isEmpty()) {
      return null;
    }
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException _) {
      return null; // the definition's own validation reports it
    }
  }
}
