package io.kubejar.wire.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.OptionalKinds;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Reads and writes the recorded samples of every kind, where the recordings are at hand.
class ProtobufSamplesTest {
  private static final Path SAMPLES = Path.of("../../shared/kubernetes-1.36/serialization");

  @Test
  void everyKindIsReadAsItsJsonAndWrittenBack() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Kind<?> kind : all()) {
      check(kind, wrong);
    }
    assertThat(wrong).isEmpty();
  }

  private static <T extends ApiObject> void check(Kind<T> kind, List<String> wrong)
      throws IOException {
    var names = kind.names();
    String group = names.group().isEmpty() ? "core" : names.group();
    String name = "%s.%s.%s".formatted(group, names.version(), names.kind());
    Path file = SAMPLES.resolve(name + ".pb");
    if (!Files.exists(file)) {
      return;
    }
    byte[] sample = Files.readAllBytes(file);
    try {
      T expected =
          JsonDecoder.decode(kind.codec(), Files.readAllBytes(SAMPLES.resolve(name + ".json")));
      var document = ProtobufDocument.parse(sample);
      assertThat(document.kind()).isEqualTo(names.kind());
      assertThat(document.apiVersion()).isEqualTo(names.apiVersion());
      var read =
          JsonDecoder.decodeStrict(kind.codec(), document.toJson(kind.codec().schema()).toJson());
      if (!read.findings().isEmpty()) {
        wrong.add(name + ": " + read.findings());
      }
      // By their texts, as free JSON in the sample is spelled otherwise than the message's.
      if (!Arrays.equals(
          JsonEncoder.encodeObject(kind.codec(), read.value()),
          JsonEncoder.encodeObject(kind.codec(), expected))) {
        wrong.add(name + " is read otherwise than its JSON");
      }
      var tree = (JsonValue.Obj) JsonValue.parse(JsonEncoder.encodeObject(kind.codec(), expected));
      byte[] written = ProtobufDocument.of(tree, kind.codec().schema());
      if (!Arrays.equals(written, sample)) {
        int at = Arrays.mismatch(written, sample);
        wrong.add("%s is written otherwise from byte %d of %d".formatted(name, at, sample.length));
      }
    } catch (RuntimeException e) {
      wrong.add(name + ": " + e);
    }
  }

  private static List<Kind<?>> all() {
    List<Kind<?>> all = new ArrayList<>(BuiltInKinds.ALL);
    all.addAll(OptionalKinds.ALL);
    return all;
  }
}
