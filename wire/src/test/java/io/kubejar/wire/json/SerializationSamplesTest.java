package io.kubejar.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.OptionalKinds;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Decodes and encodes the recorded samples of every kind, where the recordings are at hand.
class SerializationSamplesTest {
  private static final Path SAMPLES = Path.of("../../shared/kubernetes-1.36/serialization");

  @Test
  void everyKindIsWrittenAsItWasRead() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Kind<?> kind : all()) {
      check(kind, wrong);
    }
    assertThat(wrong).isEmpty();
  }

  private static <T extends ApiObject> void check(Kind<T> kind, List<String> wrong)
      throws IOException {
    String group = kind.names().group().isEmpty() ? "core" : kind.names().group();
    Path file =
        SAMPLES.resolve(
            "%s.%s.%s.json".formatted(group, kind.names().version(), kind.names().kind()));
    if (!Files.exists(file)) {
      return;
    }
    byte[] json = Files.readAllBytes(file);
    try {
      var read = JsonDecoder.decodeStrict(kind.codec(), json);
      String expected = sorted(asServed(kind, JsonValue.parse(json))).toJsonText();
      String written =
          sorted(JsonValue.parse(JsonEncoder.encodeObject(kind.codec(), read.value())))
              .toJsonText();
      if (!read.findings().isEmpty()) {
        wrong.add(file.getFileName() + ": " + read.findings());
      } else if (!written.equals(expected)) {
        int at = 0;
        while (at < Math.min(written.length(), expected.length())
            && written.charAt(at) == expected.charAt(at)) {
          at++;
        }
        wrong.add(
            "%s: expected …%s but wrote …%s"
                .formatted(file.getFileName(), part(expected, at), part(written, at)));
      }
    } catch (RuntimeException e) {
      wrong.add(file.getFileName() + ": " + e);
    }
  }

  /// The sample with what a server adds to it: it names the kind of the objects inside an object.
  private static JsonValue asServed(Kind<?> kind, JsonValue sample) {
    if (!kind.names().kind().equals("StatefulSet")
        || !(sample instanceof JsonValue.Obj(var members))
        || !(members.get("spec") instanceof JsonValue.Obj(var spec))
        || !(spec.get("volumeClaimTemplates") instanceof JsonValue.Array(var claims))) {
      return sample;
    }
    List<JsonValue> typed = new ArrayList<>();
    for (JsonValue claim : claims) {
      var copy = new TreeMap<>(((JsonValue.Obj) claim).members());
      copy.put("apiVersion", new JsonValue.Text("v1"));
      copy.put("kind", new JsonValue.Text("PersistentVolumeClaim"));
      typed.add(new JsonValue.Obj(copy));
    }
    var servedSpec = new TreeMap<>(spec);
    servedSpec.put("volumeClaimTemplates", new JsonValue.Array(typed));
    var served = new TreeMap<>(members);
    served.put("spec", new JsonValue.Obj(servedSpec));
    return new JsonValue.Obj(served);
  }

  private static String part(String text, int at) {
    return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60));
  }

  private static JsonValue sorted(JsonValue value) {
    return switch (value) {
      case JsonValue.Obj(var members) -> {
        var copy = new TreeMap<String, JsonValue>();
        members.forEach((name, member) -> copy.put(name, sorted(member)));
        yield new JsonValue.Obj(copy);
      }
      case JsonValue.Array(var items) ->
          new JsonValue.Array(items.stream().map(SerializationSamplesTest::sorted).toList());
      default -> value;
    };
  }

  private static List<Kind<?>> all() {
    List<Kind<?>> all = new ArrayList<>(BuiltInKinds.ALL);
    all.addAll(OptionalKinds.ALL);
    return all;
  }
}
