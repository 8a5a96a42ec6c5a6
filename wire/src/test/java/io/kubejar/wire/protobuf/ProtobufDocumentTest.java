package io.kubejar.wire.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionSchema;
import io.kubejar.api.core.v1.ConfigMapSchema;
import io.kubejar.api.core.v1.PodSchema;
import io.kubejar.wire.json.JsonValue;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProtobufDocumentTest {
  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  private static byte[] podMessage(String message) {
    return ProtobufDocument.of((JsonValue.Obj) JsonValue.parse(message), PodSchema.SCHEMA);
  }

  @Test
  void readsAConfigMapAsAClientSendsIt() {
    // ConfigMap "a" with data {"k": "v"}, encoded by upstream's rules.
    byte[] body =
        hex(
            "6b387300"
                + "0a0f 0a027631 1209436f6e6669674d6170"
                + "120d 0a03 0a0161 1206 0a016b 120176"
                + "1a00 2200");
    var document = ProtobufDocument.parse(body);
    assertThat(document.apiVersion()).isEqualTo("v1");
    assertThat(document.kind()).isEqualTo("ConfigMap");
    assertThat(document.toJson(ConfigMapSchema.SCHEMA))
        .isEqualTo(
            JsonValue.parse(
                """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"k":"v"}}\
                """));
  }

  @Test
  void skipsWhatItDoesNotKnow() {
    // Field 99 as number, fixed values, text and an old group, then the name.
    byte[] message =
        hex(
            "9806 01  9906 0102030405060708  9d06 01020304  9a06 0178  9b06 0801 9c06"
                + "0a03 0a0161");
    var document = new ProtobufDocument("v1", "ConfigMap", message);
    assertThat(document.toJson(ConfigMapSchema.SCHEMA).object("metadata").text("name"))
        .isEqualTo("a");
  }

  @Test
  void mergesAMessageThatComesTwice() {
    byte[] message = hex("0a03 0a0161  0a03 1a016e");
    var metadata =
        new ProtobufDocument("v1", "ConfigMap", message)
            .toJson(ConfigMapSchema.SCHEMA)
            .object("metadata");
    assertThat(metadata.text("name")).isEqualTo("a");
    assertThat(metadata.text("namespace")).isEqualTo("n");
  }

  @Test
  void keepsFormsWithoutMembers() {
    var pod =
        (JsonValue.Obj)
            JsonValue.parse(
                """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","creationTimestamp":"2020-01-02T03:04:05Z"},
                 "spec":{"containers":[{"name":"c","resources":{"limits":{"cpu":"100m"}},
                   "livenessProbe":{"httpGet":{"path":"/","port":"web"}}}],"priority":-5},
                 "status":{}}
                """);
    var read = ProtobufDocument.parse(ProtobufDocument.of(pod, PodSchema.SCHEMA));
    var again = read.toJson(PodSchema.SCHEMA);
    assertThat(again.object("metadata").text("creationTimestamp"))
        .isEqualTo("2020-01-02T03:04:05Z");
    var spec = again.object("spec");
    assertThat(spec.get("priority")).isEqualTo(JsonValue.of(-5));
    var container = (JsonValue.Obj) spec.items("containers").getFirst();
    assertThat(container.object("resources").object("limits").text("cpu")).isEqualTo("100m");
    assertThat(container.object("livenessProbe").object("httpGet").text("port")).isEqualTo("web");
  }

  @Test
  void refusesWhatIsCutOff() {
    byte[] whole =
        podMessage(
            """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"abc","labels":{"a":"b"}},
             "spec":{"containers":[{"name":"c","image":"i","ports":[{"containerPort":80}]}]}}
            """);
    int refused = 0;
    for (int length = 0; length < whole.length; length++) {
      try {
        ProtobufDocument.parse(Arrays.copyOf(whole, length)).toJson(PodSchema.SCHEMA);
      } catch (ProtobufException _) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(whole.length / 2);
    assertThatThrownBy(() -> ProtobufDocument.parse(Arrays.copyOf(whole, 30)))
        .isInstanceOf(ProtobufException.class)
        .hasMessage("unexpected EOF");
  }

  @Test
  void refusesOrReadsAnyBytes() {
    var random = new Random(7);
    byte[] whole =
        podMessage(
            """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"abc","labels":{"a":"b"}},
             "spec":{"containers":[{"name":"c","image":"i","ports":[{"containerPort":80}]}]}}
            """);
    for (int i = 0; i < 20_000; i++) {
      byte[] broken = whole.clone();
      for (int change = 0; change < 3; change++) {
        broken[4 + random.nextInt(broken.length - 4)] = (byte) random.nextInt();
      }
      try {
        ProtobufDocument.parse(broken).toJson(PodSchema.SCHEMA).toJson();
      } catch (ProtobufException _) {
        // As good as an object.
      }
    }
  }

  @Test
  void refusesMessagesNestedTooDeeply() {
    // A schema whose `not` holds a schema, and so on.
    byte[] schema = new byte[0];
    for (int i = 0; i < 600; i++) {
      var out = new MessageOutput();
      out.bytes(28, schema);
      schema = out.toBytes();
    }
    var validation = new MessageOutput();
    validation.bytes(1, schema);
    var version = new MessageOutput();
    version.bytes(4, validation.toBytes());
    var spec = new MessageOutput();
    spec.bytes(7, version.toBytes());
    var message = new MessageOutput();
    message.bytes(2, spec.toBytes());
    var document =
        new ProtobufDocument(
            "apiextensions.k8s.io/v1", "CustomResourceDefinition", message.toBytes());
    assertThatThrownBy(() -> document.toJson(CustomResourceDefinitionSchema.SCHEMA))
        .isInstanceOf(ProtobufException.class)
        .hasMessageContaining("nested too deeply");
  }
}
