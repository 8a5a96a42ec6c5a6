package io.kubejar.wire.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.core.v1.PodCodec;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ManagedFieldsEntry;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.testing.GeneratedObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is known of a structure is what comparing would find.
class KnownStructuresTest {
  private static final int OBJECTS = 12;
  private static final int VARIANTS = 12;

  static List<Kind<?>> kinds() {
    return BuiltInKinds.ALL;
  }

  private static <T extends ApiObject> FieldOwnership rules(Kind<T> kind) {
    return new FieldOwnership(
        Shape.of(kind.codec().schema()),
        kind.names().apiVersion(),
        "",
        FieldFilter.except(List.of("status")),
        () -> Instant.ofEpochSecond(1_000));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void objectsOfOneStructureHaveTheFieldsThatComparingFinds(Kind<?> kind) {
    for (int seed = 0; seed < OBJECTS; seed++) {
      check(kind, seed);
    }
  }

  private static <T extends ApiObject> void check(Kind<T> kind, long seed) {
    var random = new Random(seed);
    FieldOwnership rules = rules(kind);
    Obj generated = GeneratedObject.of(kind, seed);
    assertAsCompared(kind, rules, generated);
    for (int i = 0; i < VARIANTS; i++) {
      assertAsCompared(kind, rules, changed(generated, random));
      assertAsCompared(kind, rules, generated);
    }
  }

  private static <T extends ApiObject> void assertAsCompared(
      Kind<T> kind, FieldOwnership rules, JsonValue document) {
    T object;
    try {
      object = JsonDecoder.decodeTree(kind.codec(), document).value();
    } catch (RuntimeException e) {
      return; // The change made it unreadable.
    }
    JsonValue zero = JsonEncoder.tree(kind.codec(), kind.codec().zero());
    JsonValue tree = JsonEncoder.tree(kind.codec(), object);
    List<ManagedFieldsEntry> created =
        rules.created(zero, out -> kind.codec().writeTyped(out, object), () -> tree, "a");
    assertThat(created)
        .as(document.toJsonText())
        .isEqualTo(rules.update(List.of(), zero, tree, "a"));
  }

  /// The same with about one in eight of its values changed, emptied or left out.
  private static JsonValue changed(JsonValue value, Random random) {
    return switch (value) {
      case Obj(var members) -> {
        var result = new LinkedHashMap<String, JsonValue>();
        members.forEach(
            (name, member) -> {
              if (random.nextInt(40) > 0) {
                result.put(name, changed(member, random));
              }
            });
        yield new Obj(result);
      }
      case JsonValue.Array(var items) -> {
        var result = new ArrayList<JsonValue>();
        items.forEach(item -> result.add(changed(item, random)));
        if (!items.isEmpty() && random.nextInt(8) == 0) {
          result.add(items.getFirst());
        }
        yield new JsonValue.Array(result);
      }
      case JsonValue.Text(String text) when random.nextInt(8) == 0 ->
          JsonValue.of(random.nextBoolean() ? "" : text + "x");
      case JsonValue.Int(long number) when random.nextInt(8) == 0 ->
          JsonValue.of(random.nextBoolean() ? 0 : number + 1);
      case JsonValue.Bool(boolean bool) when random.nextInt(8) == 0 -> new JsonValue.Bool(!bool);
      default -> value;
    };
  }

  @Test
  void objectsOfOneTemplateShareTheirFields() {
    FieldOwnership rules = rules(PodKind.POD);
    var first = created(rules, "a", 80);
    var second = created(rules, "b", 80);
    var other = created(rules, "a", 81);
    assertThat(second.fieldsV1()).isSameAs(first.fieldsV1());
    assertThat(other.fieldsV1()).isNotEqualTo(first.fieldsV1());
  }

  private static ManagedFieldsEntry created(FieldOwnership rules, String name, int port) {
    JsonValue tree =
        JsonValue.parse(
            """
            {"metadata":{"name":"%s","labels":{"app":"%s"}},
             "spec":{"containers":[{"name":"c","image":"%s","ports":[{"containerPort":%d,"protocol":"TCP"}]}]}}\
            """
                .formatted(name, name, name, port));
    JsonValue zero = JsonEncoder.tree(PodCodec.INSTANCE, PodCodec.INSTANCE.zero());
    var pod = JsonDecoder.decodeTree(PodCodec.INSTANCE, tree).value();
    return rules
        .created(zero, out -> PodCodec.INSTANCE.writeTyped(out, pod), () -> tree, "m")
        .getFirst();
  }
}
