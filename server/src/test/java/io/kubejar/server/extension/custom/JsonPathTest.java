package io.kubejar.server.extension.custom;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.wire.json.JsonValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Paths as columns use them.
class JsonPathTest {
  private static final JsonValue OBJECT =
      JsonValue.parse(
          """
          {"spec": {"a.b": 1, "list": [{"n": "x", "v": 1}, {"n": "y", "v": 2}]}}\
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".spec.list[0].n | [\"x\"]",
        ".spec.list[-1].n | [\"y\"]",
        ".spec.list[*].v | [1,2]",
        ".spec.list[?(@.n==\"y\")].v | [2]",
        ".spec.list[?(@.v>1)].n | [\"y\"]",
        ".spec['a\\.b'] | [1]",
        ".spec['a.b'] | []",
        ".spec.a\\.b | [1]",
        ".spec.none | []",
      })
  void leadsToValues(String path, String expected) {
    assertThat(new JsonValue.Array(JsonPath.parse(path).orElseThrow().find(OBJECT)).toJsonText())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {".spec[", "spec.a", ".spec[x]"})
  void otherTextsAreNoPaths(String text) {
    assertThat(JsonPath.parse(text)).isEmpty();
  }
}
