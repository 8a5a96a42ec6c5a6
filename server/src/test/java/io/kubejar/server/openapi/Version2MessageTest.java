package io.kubejar.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.value.Bytes;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class Version2MessageTest {
  private static final String DOCUMENT =
      """
      {"swagger":"2.0","info":{"title":"t","version":"v"},"paths":{"/api/v1/pods/{name}":{
        "parameters":[{"name":"name","in":"path","type":"string","required":true}],
        "patch":{"operationId":"patchPod","parameters":[
          {"name":"body","in":"body","required":true,"schema":{"$ref":"#/definitions/Pod"}},
          {"name":"dryRun","in":"query","type":"string","description":"d","uniqueItems":true}],
          "responses":{"200":{"description":"OK","schema":{"$ref":"#/definitions/Pod"}}}}}},
       "definitions":{}}
      """;

  private final byte[] message =
      Version2Message.of((Obj) JsonValue.parse(Bytes.utf8(DOCUMENT).toArray()));

  /// The texts at a path of tags.
  private List<String> texts(int... path) {
    List<byte[]> level = List.of(message);
    for (int tag : path) {
      List<byte[]> next = new ArrayList<>();
      level.forEach(each -> next.addAll(fields(each, tag)));
      level = next;
    }
    return level.stream().map(each -> Bytes.wrap(each).toUtf8()).toList();
  }

  private static List<byte[]> fields(byte[] message, int tag) {
    List<byte[]> found = new ArrayList<>();
    var in = ByteBuffer.wrap(message);
    while (in.hasRemaining()) {
      int key = number(in);
      if ((key & 7) == 2) {
        byte[] value = new byte[number(in)];
        in.get(value);
        if (key >> 3 == tag) {
          found.add(value);
        }
      } else {
        number(in);
      }
    }
    return found;
  }

  private static int number(ByteBuffer in) {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  @Test
  void operationsHaveTheirParameters() {
    assertThat(texts(8, 2, 2, 8, 5)).containsExactly("patchPod");
    assertThat(texts(8, 2, 2, 8, 8, 1, 2, 3, 4)).containsExactly("dryRun");
    assertThat(texts(8, 2, 2, 8, 8, 1, 2, 3, 2)).containsExactly("query");
    assertThat(texts(8, 2, 2, 8, 8, 1, 2, 3, 6)).containsExactly("string");
    assertThat(texts(8, 2, 2, 8, 8, 1, 1, 2)).containsExactly("body");
    assertThat(texts(8, 2, 2, 8, 8, 1, 1, 5, 1)).containsExactly("#/definitions/Pod");
    assertThat(texts(8, 2, 2, 9, 1, 2, 4, 4)).containsExactly("name");
  }

  @Test
  void operationsHaveTheirResponses() {
    assertThat(texts(8, 2, 2, 8, 9, 1, 1)).containsExactly("200");
    assertThat(texts(8, 2, 2, 8, 9, 1, 2, 1, 1)).containsExactly("OK");
    assertThat(texts(8, 2, 2, 8, 9, 1, 2, 1, 2, 1, 1)).containsExactly("#/definitions/Pod");
  }
}
