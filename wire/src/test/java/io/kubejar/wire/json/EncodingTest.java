package io.kubejar.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.codec.Codecs;
import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapCodec;
import io.kubejar.api.value.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingTest {
  private static String text(String value) {
    return new String(JsonEncoder.encode(Codecs.STRING, value), StandardCharsets.UTF_8);
  }

  @Test
  void escapesAsUpstream() {
    assertThat(text("a\"\\<>&\u2028\u2029\b\f\n\r\t\u0001\u007f/é\uD83D\uDE00"))
        .isEqualTo(
            "\"a\\\"\\\\\\u003c\\u003e\\u0026\\u2028\\u2029\\b\\f\\n"
                + "\\r"
                + "\\t\\u0001\u007f/é\uD83D\uDE00\"");
    assertThat(text("\uD83Dx")).isEqualTo("\"\\ufffdx\"");
  }

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "0.5,0.5",
    "-2.25,-2.25",
    "1e20,100000000000000000000",
    "1e21,1e+21",
    "1.5e300,1.5e+300",
    "1e-6,0.000001",
    "1e-7,1e-7",
    "1.25e-10,1.25e-10",
    "123456789.125,123456789.125"
  })
  void writesFloatsAsUpstream(double value, String text) {
    assertThat(new JsonValue.Real(value).toJsonText()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0", "9", "10", "-1", "1234567890123", "9223372036854775807", "-9223372036854775808"})
  void writesIntegers(long value) {
    assertThat(JsonValue.of(value).toJsonText()).isEqualTo(Long.toString(value));
  }

  @Test
  void writesMembersInOrderAndKeysSorted() {
    ConfigMap map =
        ConfigMap.builder()
            .data(Map.of("b", "2", "a", "1"))
            .binaryData(Map.of("x", Bytes.utf8("hi")))
            .build();
    assertThat(
            new String(
                JsonEncoder.encodeObject(ConfigMapCodec.INSTANCE, map), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{},"
                + "\"data\":{\"a\":\"1\",\"b\":\"2\"},\"binaryData\":{\"x\":\"aGk=\"}}");
  }

  @Test
  void writesListsAsTheyAreRead() {
    ObjectListCodec<ConfigMap> codec = new ObjectListCodec<>(ConfigMapCodec.INSTANCE);
    String json =
        "{\"kind\":\"ConfigMapList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"7\"},"
            + "\"items\":[{\"metadata\":{\"name\":\"a\"}},{\"metadata\":{},\"data\":{\"k\":\"v\"}}]}";
    var list = JsonDecoder.decode(codec, json.getBytes(StandardCharsets.UTF_8));
    assertThat(list.items()).hasSize(2);
    assertThat(new String(JsonEncoder.encode(codec, list), StandardCharsets.UTF_8)).isEqualTo(json);
  }

  @Test
  void handsOnPieces() {
    Random random = new Random(3);
    List<JsonValue> items = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      items.add(JsonValue.of("é<".repeat(random.nextInt(3000))));
    }
    JsonValue value = new JsonValue.Array(items);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonEncoder.encode(
        JsonValueCodec.INSTANCE, value, (b, from, length) -> out.write(b, from, length));
    assertThat(out.toByteArray()).isEqualTo(value.toJson());
    assertThat(JsonValue.parse(out.toByteArray())).isEqualTo(value);
  }

  @Test
  void passesOnEncodedItems() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] item = JsonValue.of("x".repeat(1000)).toJson();
    try (DocumentWriter writer =
        new DocumentWriter((b, from, length) -> out.write(b, from, length))) {
      writer.beginArray();
      writer.encoded(item);
      writer.encoded(new byte[] {'1'});
      writer.endArray();
      writer.lineFeed();
      writer.bool(true);
      writer.flush();
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("[\"" + "x".repeat(1000) + "\",1]\ntrue");
  }

  @Test
  void readsBackWhatItWrites() {
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      JsonValue value = tree(random, 4);
      assertThat(JsonValue.parse(value.toJson())).isEqualTo(value);
    }
  }

  private static JsonValue tree(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 7)) {
      case 0 -> JsonValue.Null.NULL;
      case 1 -> JsonValue.of(random.nextBoolean());
      case 2 -> JsonValue.of(random.nextLong() >> random.nextInt(64));
      case 3 -> new JsonValue.Real(random.nextGaussian() * Math.pow(10, random.nextInt(12)) + 0.1);
      case 4 -> JsonValue.of(string(random));
      case 5 -> {
        List<JsonValue> items = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          items.add(tree(random, depth - 1));
        }
        yield new JsonValue.Array(items);
      }
      default -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          members.put(string(random), tree(random, depth - 1));
        }
        yield new JsonValue.Obj(members);
      }
    };
  }

  private static String string(Random random) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      int bound = random.nextInt(4) == 0 ? 0x10FFFF : 0x80;
      int code = random.nextInt(bound);
      if (code < 0xD800 || code > 0xDFFF) {
        out.appendCodePoint(code);
      }
    }
    return out.toString();
  }
}
