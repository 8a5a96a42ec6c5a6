package io.kubejar.server.extension.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.apiextensions.v1.JSONSchemaProps;
import io.kubejar.api.apiextensions.v1.JSONSchemaPropsCodec;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.cel.program.Budget;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a schema does to values, in upstream's words.
class SchemaTest {
  private static JSONSchemaProps props(String json) {
    return JsonDecoder.decode(JSONSchemaPropsCodec.INSTANCE, json.getBytes(StandardCharsets.UTF_8));
  }

  private static Schema schema(String json) {
    return Schema.of(props(json));
  }

  private static List<String> errors(String schema, String value, @Nullable String old) {
    FieldErrors errors = new FieldErrors();
    SchemaValidation.check(
        Path.ROOT,
        JsonValue.parse(value),
        old == null ? null : JsonValue.parse(old),
        schema(schema),
        errors);
    return errors.toList().stream().map(FieldError::toString).toList();
  }

  private static List<String> declared(String schema) {
    FieldErrors errors = new FieldErrors();
    DeclaredSchema.check(props(schema), Path.of("s"), errors);
    return errors.toList().stream().map(FieldError::toString).toList();
  }

  @Test
  void pruningKeepsWhatIsDeclaredAndWhatIsToBePreserved() {
    Schema schema =
        schema(
            """
            {"type": "object", "properties": {
              "a": {"type": "string"},
              "free": {"type": "object", "x-kubernetes-preserve-unknown-fields": true,
                "properties": {"known": {"type": "object", "properties": {"x": {"type": "integer"}}}}},
              "map": {"type": "object", "additionalProperties": {"type": "object"}}}}\
            """);

    JsonValue pruned =
        SchemaContent.pruned(
            JsonValue.parse(
                """
                {"a": "1", "b": 2, "free": {"y": 1, "known": {"x": 1, "z": 2}},
                 "map": {"k": {"gone": 1}}}\
                """),
            schema);

    assertThat(pruned)
        .isEqualTo(
            JsonValue.parse(
                "{\"a\": \"1\", \"free\": {\"y\": 1, \"known\": {\"x\": 1}}, \"map\": {\"k\":"
                    + " {}}}"));
  }

  @Test
  void defaultsFillInWhatIsAbsentOrNullWithoutBeingNullable() {
    Schema schema =
        schema(
            """
            {"type": "object", "properties": {
              "a": {"type": "integer", "default": 1},
              "n": {"type": "integer", "default": 2, "nullable": true},
              "o": {"type": "object", "default": {}, "properties": {"x": {"type": "integer", "default": 7}}}}}\
            """);

    assertThat(
            Defaulting.apply((JsonValue.Obj) JsonValue.parse("{\"a\": null, \"n\": null}"), schema))
        .isEqualTo(JsonValue.parse("{\"a\": 1, \"n\": null, \"o\": {\"x\": 7}}"));
  }

  @Test
  void numbersAreHeldAgainstTheirBounds() {
    String schema = "{\"type\": \"integer\", \"minimum\": 2, \"maximum\": 8, \"multipleOf\": 2}";

    assertThat(errors(schema, "4", null)).isEmpty();
    assertThat(errors(schema, "4.0", null)).isEmpty();
    assertThat(errors(schema, "9", null))
        .containsExactly(
            "<nil>: Invalid value: 9:  in body should be a multiple of 2",
            "<nil>: Invalid value: 9:  in body should be less than or equal to 8");
  }

  @Test
  void combinationsAreToldAsAWhole() {
    String schema =
        """
        {"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}},
         "oneOf": [{"required": ["a"]}, {"required": ["b"]}]}\
        """;

    assertThat(errors(schema, "{\"a\": 1}", null)).isEmpty();
    assertThat(errors(schema, "{\"a\": 1, \"b\": 2}", null))
        .containsExactly(
            "<nil>: Invalid value: \"\": \"\" must validate one and only one schema (oneOf). Found"
                + " 2 valid alternatives");
  }

  @Test
  void whatDidNotChangeIsNotJudgedAgain() {
    String schema =
        """
        {"type": "object", "properties": {
          "list": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["k"],
            "items": {"type": "object", "properties": {
              "k": {"type": "string"}, "v": {"type": "integer", "maximum": 3}}}}}}\
        """;
    String old = "{\"list\": [{\"k\": \"a\", \"v\": 9}]}";

    assertThat(errors(schema, "{\"list\": [{\"k\": \"b\"}, {\"k\": \"a\", \"v\": 9}]}", old))
        .isEmpty();
    assertThat(errors(schema, "{\"list\": [{\"k\": \"a\", \"v\": 8}]}", old)).hasSize(1);
  }

  @Test
  void combinationsOfADeclaredSchemaOnlySayWhatValuesAreLike() {
    assertThat(
            declared(
                """
                {"type": "object", "properties": {"x": {"type": "object",
                  "anyOf": [{"properties": {"a": {"minLength": 1}}}]}}}\
                """))
        .containsExactly(
            "s.properties[x].properties[a]: Required value: because it is defined in"
                + " s.properties[x].anyOf[0].properties[a]");
  }

  @Test
  void rulesCompareWithTheStateBefore() {
    Rules rules =
        Objects.requireNonNull(
            Rules.of(
                props(
                    """
                    {"type": "object", "properties": {"n": {"type": "string",
                      "x-kubernetes-validations": [{"rule": "self == oldSelf", "message": "is immutable"}]}}}\
                    """)));
    FieldErrors errors = new FieldErrors();

    rules.check(
        Path.ROOT,
        JsonValue.parse("{\"n\": \"b\"}"),
        JsonValue.parse("{\"n\": \"a\"}"),
        Budget.of(Budget.REQUEST),
        errors);

    assertThat(errors.toList())
        .extracting(FieldError::toString)
        .containsExactly("n: Invalid value: \"b\": is immutable");
  }
}
