package io.kubejar.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapCodec;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCodec;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodingTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static <T> T decode(Codec<T> codec, String json) {
    return JsonDecoder.decode(codec, bytes(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"metadata\":\"x\"}|string into Go struct field ConfigMap.metadata of type v1.ObjectMeta",
        "{\"metadata\":{\"name\":5}}|number into Go struct field ObjectMeta.metadata.name of type"
            + " string",
        "{\"metadata\":{\"labels\":[\"a\"]}}|array into Go struct field ObjectMeta.metadata.labels"
            + " of type map[string]string",
        "{\"metadata\":{\"labels\":{\"a\":1}}}|number into Go struct field"
            + " ObjectMeta.metadata.labels of type string",
        "{\"metadata\":{\"generation\":\"x\"}}|string into Go struct field"
            + " ObjectMeta.metadata.generation of type int64",
        "{\"metadata\":{\"generation\":99999999999999999999}}|number 99999999999999999999 into Go"
            + " struct field ObjectMeta.metadata.generation of type int64",
        "{\"metadata\":{\"generation\":1.5}}|number 1.5 into Go struct field"
            + " ObjectMeta.metadata.generation of type int64",
        "{\"data\":5}|number into Go struct field ConfigMap.data of type map[string]string",
        "{\"immutable\":\"x\"}|string into Go struct field ConfigMap.immutable of type bool",
      })
  void namesWhatDoesNotFit(String json, String message) {
    assertThatThrownBy(() -> decode(ConfigMapCodec.INSTANCE, json))
        .isInstanceOf(JsonException.class)
        .hasMessage("json: cannot unmarshal " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"metadata\":{\"creationTimestamp\":\"yesterday\"}}|parsing time \"yesterday\" as"
            + " \"2006-01-02T15:04:05Z07:00\": cannot parse \"yesterday\" as \"2006\"",
        "{\"binaryData\":{\"a\":\"!\"}}|illegal base64 data at input byte 0",
      })
  void namesValuesThatDoNotParse(String json, String message) {
    assertThatThrownBy(() -> decode(ConfigMapCodec.INSTANCE, json)).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|unexpected end of JSON input",
        "{|unexpected end of JSON input",
        "{\"a\":1|unexpected end of JSON input",
        "{\"a\"|unexpected end of JSON input",
        "\"abc|unexpected end of JSON input",
        "{} x|invalid character 'x' after top-level value",
        "xx|invalid character 'x' looking for beginning of value",
        "{a:1}|invalid character 'a' looking for beginning of object key string",
        "{\"a\" 1}|invalid character '1' after object key",
        "{\"a\":1 \"b\"}|invalid character '\"' after object key:value pair",
        "[1 2]|invalid character '2' after array element",
        "[1,]|invalid character ']' looking for beginning of value",
        "{\"a\":1,}|invalid character '}' looking for beginning of object key string",
        "01|invalid character '1' after top-level value",
        "-x|invalid character 'x' in numeric literal",
        "1.x|invalid character 'x' after decimal point in numeric literal",
        "1ex|invalid character 'x' in exponent of numeric literal",
        "trux|invalid character 'x' in literal true (expecting 'e')",
        "\"\\x\"|invalid character 'x' in string escape code",
        "\"\\u00g0\"|invalid character 'g' in \\u hexadecimal character escape",
        "'a'|invalid character '\\'' looking for beginning of value",
      })
  void namesSyntaxErrors(String json, String message) {
    assertThatThrownBy(() -> JsonDecoder.check(bytes(json))).hasMessage(message);
    assertThatThrownBy(() -> JsonValue.parse(json)).hasMessage(message);
  }

  @Test
  void refusesDepth() {
    assertThatThrownBy(() -> JsonDecoder.check(bytes("[".repeat(100_000))))
        .hasMessage("exceeded max depth");
    assertThatThrownBy(() -> JsonValue.parse("{\"a\":".repeat(100_000)))
        .hasMessage("exceeded max depth");
    JsonValue.parse("[".repeat(500) + "]".repeat(500));
  }

  @Test
  void notesUnknownAndDuplicateFields() {
    String json =
        """
        {"apiVersion":"v1","kind":"Pod","Kind":"x","metadata":{"name":"a","name":"b",
        "labels":{"x":"1","x":"2"}},"spec":{"containers":[{"name":"a"},{"foo":{"bar":1}}],
        "containers":[]},"bogus":1}\
        """;
    JsonDecoder.Strict<Pod> read = JsonDecoder.decodeStrict(PodCodec.INSTANCE, bytes(json));
    assertThat(read.findings())
        .containsExactly(
            "unknown field \"Kind\"",
            "duplicate field \"metadata.name\"",
            "duplicate field \"metadata.labels.x\"",
            "unknown field \"spec.containers[1].foo\"",
            "duplicate field \"spec.containers\"",
            "unknown field \"bogus\"");
    assertThat(read.value().metadata().name()).isEqualTo("b");
    assertThat(read.value().metadata().labels()).containsEntry("x", "2");
  }

  @Test
  void findsDuplicatesAmongMany() {
    StringBuilder json = new StringBuilder("{\"data\":{");
    for (int i = 0; i < 500; i++) {
      json.append("\"k").append(i).append("\":\"v\",");
    }
    json.append("\"k7\":\"w\"}}");
    var read = JsonDecoder.decodeStrict(ConfigMapCodec.INSTANCE, bytes(json.toString()));
    assertThat(read.findings()).containsExactly("duplicate field \"data.k7\"");
    assertThat(read.value().data()).hasSize(500).containsEntry("k7", "w");
  }

  @Test
  void treatsNullAsNothing() {
    ConfigMap read =
        decode(
            ConfigMapCodec.INSTANCE,
            "{\"metadata\":{\"name\":\"a\",\"labels\":{\"a\":null}},\"data\":null}");
    assertThat(read.data()).isEmpty();
    assertThat(read.metadata().labels()).containsEntry("a", "");
    assertThat(decode(ConfigMapCodec.INSTANCE, "null")).isEqualTo(ConfigMapCodec.INSTANCE.zero());
  }

  @Test
  void replacesWhatIsNoText() {
    ConfigMap read =
        decode(ConfigMapCodec.INSTANCE, "{\"data\":{\"a\":\"\\ud800x\\ud83d\\ude00\"}}");
    assertThat(read.data()).containsEntry("a", "\uFFFDx\uD83D\uDE00");
    byte[] broken = {'"', 'a', (byte) 0xFF, (byte) 0xE2, (byte) 0x82, 'z', '"'};
    assertThat(JsonValue.parse(broken)).isEqualTo(JsonValue.of("a\uFFFD\uFFFD\uFFFDz"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}",
        "{\"x\":{\"kind\":1},\"apiVersion\":\"v1\",\"y\":[],\"kind\":\"Pod\"}"
      })
  void peeksAtTheKind(String json) {
    assertThat(TypeMeta.peek(bytes(json))).isEqualTo(new TypeMeta("v1", "Pod"));
  }

  @Test
  void saysWhyItSeesNoKind() {
    assertThat(TypeMeta.peek(bytes("null"))).isEqualTo(new TypeMeta("", ""));
    assertThatThrownBy(() -> TypeMeta.peek(bytes("{\"apiVersion\":\"v1\",\"kind\":7}")))
        .hasMessage("json: cannot unmarshal number into Go struct field .kind of type string");
    assertThatThrownBy(() -> TypeMeta.peek(bytes("[]")))
        .hasMessage(
            "json: cannot unmarshal array into Go value of type struct { APIVersion string"
                + " \"json:\\\"apiVersion,omitempty\\\"\"; Kind string"
                + " \"json:\\\"kind,omitempty\\\"\" }");
    assertThat(new TypeMeta("apps/v1", "Deployment").group()).isEqualTo("apps");
    assertThat(new TypeMeta("apps/v1", "Deployment").version()).isEqualTo("v1");
  }
}
