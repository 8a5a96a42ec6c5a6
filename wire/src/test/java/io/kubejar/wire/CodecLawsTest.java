package io.kubejar.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.protobuf.ProtobufDocument;
import io.kubejar.wire.testing.GeneratedObject;
import io.kubejar.wire.yaml.Yaml;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An object of any kind is the same in every form.
class CodecLawsTest {
  private static final int OBJECTS = 60;

  static List<Kind<?>> kinds() {
    return BuiltInKinds.ALL;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyFormReadsBackAsTheSameObject(Kind<?> kind) {
    LongStream.range(0, OBJECTS).forEach(seed -> check(kind, seed));
  }

  private static <T extends ApiObject> void check(Kind<T> kind, long seed) {
    Obj generated = GeneratedObject.of(kind, seed);
    var read = JsonDecoder.decodeStrict(kind.codec(), generated.toJson());
    assertThat(read.findings()).isEmpty();
    T object = read.value();

    byte[] json = JsonEncoder.encodeObject(kind.codec(), object);
    assertThat(JsonDecoder.decode(kind.codec(), json)).as("JSON").isEqualTo(object);
    assertThat(JsonEncoder.tree(kind.codec(), object)).as("tree").isEqualTo(JsonValue.parse(json));

    Obj tree = (Obj) JsonValue.parse(json);
    byte[] message = ProtobufDocument.of(tree, kind.codec().schema());
    byte[] fromMessage = ProtobufDocument.parse(message).toJson(kind.codec().schema()).toJson();
    assertThat(JsonDecoder.decode(kind.codec(), fromMessage)).as("protobuf").isEqualTo(object);
    byte[] again =
        ProtobufDocument.of(
            (Obj) JsonValue.parse(JsonEncoder.encodeObject(kind.codec(), object)),
            kind.codec().schema());
    assertThat(again).as("protobuf twice").isEqualTo(message);

    assertThat(Yaml.parse(Yaml.print(tree).getBytes(UTF_8))).as("YAML").isEqualTo(tree);
  }
}
