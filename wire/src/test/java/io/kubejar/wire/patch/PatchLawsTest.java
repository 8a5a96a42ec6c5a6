package io.kubejar.wire.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.kind.Kind;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.testing.GeneratedObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for patches of any object.
class PatchLawsTest {
  private static final int PAIRS = 25;

  static List<Kind<?>> kinds() {
    return BuiltInKinds.ALL;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theDifferenceAsMergePatchLeadsFromOneToTheOther(Kind<?> kind) {
    for (long seed = 0; seed < PAIRS; seed++) {
      Obj one = GeneratedObject.of(kind, seed);
      Obj other = GeneratedObject.of(kind, seed + 1000);
      Obj patched = MergePatch.apply(one, difference(one, other));
      assertThat(patched).isEqualTo(other);
      assertThat(MergePatch.apply(patched, difference(one, other))).isEqualTo(other);
      assertThat(MergePatch.apply(one, Obj.EMPTY)).isEqualTo(one);
    }
  }

  /// A merge patch from one document to another (RFC 7386).
  private static Obj difference(Obj from, Obj to) {
    Map<String, JsonValue> patch = new LinkedHashMap<>();
    from.members().keySet().stream()
        .filter(name -> !to.has(name))
        .forEach(name -> patch.put(name, JsonValue.parse("null")));
    to.members()
        .forEach(
            (name, value) -> {
              JsonValue old = from.get(name);
              if (!value.equals(old)) {
                patch.put(
                    name,
                    old instanceof Obj was && value instanceof Obj is
                        ? difference(was, is)
                        : value);
              }
            });
    return new Obj(patch);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aStrategicMergeSaysTheSameTwice(Kind<?> kind) {
    var schema = kind.codec().schema();
    for (long seed = 0; seed < PAIRS; seed++) {
      Obj original = GeneratedObject.of(kind, seed);
      Obj patch = GeneratedObject.of(kind, seed + 1000);
      assertThat(StrategicMerge.apply(original, Obj.EMPTY, schema)).isEqualTo(original);
      try {
        Obj patched = StrategicMerge.apply(original, patch, schema);
        assertThat(StrategicMerge.apply(patched, patch, schema)).isEqualTo(patched);
      } catch (PatchException e) {
        // Items that lack their key cannot be merged.
        assertThat(e).hasMessageContaining("does not contain declared merge key");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatAJsonPatchAddsItCanTakeAway(Kind<?> kind) {
    for (long seed = 0; seed < PAIRS; seed++) {
      Obj object = GeneratedObject.of(kind, seed);
      Obj value = GeneratedObject.of(kind, seed + 1000);
      String text = new String(value.toJson(), UTF_8);
      String add = "{\"op\":\"add\",\"path\":\"/new~1one\",\"value\":%s}".formatted(text);
      JsonValue added = patch(object, add);
      assertThat(((Obj) added).get("new/one")).isEqualTo(value);
      assertThat(
              patch(
                  object,
                  add,
                  "{\"op\":\"test\",\"path\":\"/new~1one\",\"value\":%s}".formatted(text),
                  "{\"op\":\"move\",\"from\":\"/new~1one\",\"path\":\"/other\"}",
                  "{\"op\":\"copy\",\"from\":\"/other\",\"path\":\"/third\"}",
                  "{\"op\":\"remove\",\"path\":\"/other\"}",
                  "{\"op\":\"remove\",\"path\":\"/third\"}"))
          .isEqualTo(object);
    }
  }

  private static JsonValue patch(Obj object, String... operations) {
    return JsonPatch.parse(("[" + String.join(",", operations) + "]").getBytes(UTF_8))
        .apply(object);
  }
}
