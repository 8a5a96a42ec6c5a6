package io.kubejar.wire.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubejar.api.apps.v1.DeploymentCodec;
import io.kubejar.api.core.v1.ConfigMapCodec;
import io.kubejar.api.meta.v1.ManagedFieldsEntry;
import io.kubejar.wire.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The laws of apply, on a map and on lists with keys.
class FieldOwnershipTest {
  private static final JsonValue EMPTY = JsonValue.parse("{\"metadata\":{}}");
  private Instant now = Instant.ofEpochSecond(1_000);

  private final FieldOwnership maps =
      new FieldOwnership(
          Shape.of(ConfigMapCodec.INSTANCE.schema()), "v1", "", FieldFilter.ALL, () -> now);
  private final FieldOwnership deployments =
      new FieldOwnership(
          Shape.of(DeploymentCodec.INSTANCE.schema()),
          "apps/v1",
          "",
          FieldFilter.except(List.of("status")),
          () -> now);

  /// An object and its managers.
  private record State(JsonValue object, List<ManagedFieldsEntry> entries) {}

  private static final State NOTHING = new State(EMPTY, List.of());

  private static State apply(
      FieldOwnership rules, State state, String config, String manager, boolean force) {
    var applied =
        rules.apply(
            state.entries(), state.object(), EMPTY, JsonValue.parse(config), manager, force);
    JsonValue object = applied.object();
    return new State(object == null ? state.object() : object, applied.entries());
  }

  private State apply(State state, String data, String manager) {
    return apply(maps, state, map(data), manager, false);
  }

  private State update(State state, String data, String manager) {
    JsonValue object = JsonValue.parse(map(data));
    return new State(object, maps.update(state.entries(), state.object(), object, manager));
  }

  private static String map(String data) {
    return "{\"metadata\":{},\"data\":" + data + "}";
  }

  private static String data(State state) {
    return ((JsonValue.Obj) state.object()).object("data").toJsonText();
  }

  private static String fields(State state, String manager) {
    return state.entries().stream()
        .filter(entry -> entry.manager().equals(manager))
        .map(entry -> entry.operation() + " " + entry.fieldsV1())
        .toList()
        .toString();
  }

  @Test
  void applyingTwiceChangesNothing() {
    Random random = new Random(3);
    State state = NOTHING;
    for (int i = 0; i < 200; i++) {
      String manager = "m" + random.nextInt(3);
      String config = map(randomData(random));
      State once = apply(maps, state, config, manager, true);
      now = now.plusSeconds(5);
      assertThat(apply(maps, once, config, manager, true)).isEqualTo(once);
      state = once;
    }
  }

  @Test
  void whatIsAppliedIsThere() {
    Random random = new Random(4);
    State state = NOTHING;
    for (int i = 0; i < 200; i++) {
      JsonValue config = JsonValue.parse(map(randomData(random)));
      state = apply(maps, state, config.toJsonText(), "m" + random.nextInt(3), true);
      JsonValue.Obj there = ((JsonValue.Obj) state.object()).object("data");
      ((JsonValue.Obj) config)
          .object("data")
          .members()
          .forEach((name, value) -> assertThat(there.get(name)).isEqualTo(value));
    }
  }

  private static String randomData(Random random) {
    StringBuilder out = new StringBuilder("{\"z\":\"0\"");
    for (int i = 0; i < 4; i++) {
      if (random.nextBoolean()) {
        out.append(",").append("\"k%d\":\"%d\"".formatted(i, random.nextInt(2)));
      }
    }
    return out.append('}').toString();
  }

  @Test
  void dropsWhatIsNoLongerNamed() {
    State state = apply(NOTHING, "{\"a\":\"1\",\"b\":\"2\"}", "one");
    state = apply(state, "{\"c\":\"3\"}", "two");
    state = apply(state, "{\"a\":\"1\"}", "one");
    assertThat(data(state)).isEqualTo("{\"a\":\"1\",\"c\":\"3\"}");
    assertThat(fields(state, "one")).isEqualTo("[Apply {\"f:data\":{\"f:a\":{}}}]");
  }

  @Test
  void keepsWhatAnotherOwnsToo() {
    State state = apply(NOTHING, "{\"a\":\"1\"}", "one");
    state = apply(state, "{\"a\":\"1\"}", "two");
    state = apply(state, "{}", "one");
    assertThat(data(state)).isEqualTo("{\"a\":\"1\"}");
    state = apply(state, "{}", "two");
    assertThat(data(state)).isEqualTo("{}");
  }

  @Test
  void conflictsUntilForced() {
    State state = update(apply(NOTHING, "{\"a\":\"1\"}", "one"), "{\"a\":\"2\"}", "ed");
    State before = state;
    assertThatThrownBy(() -> apply(before, "{\"a\":\"3\"}", "one"))
        .isInstanceOf(ApplyConflict.class)
        .hasMessage("Apply failed with 1 conflict: conflict with \"ed\" using v1: .data.a");
    state = apply(maps, state, map("{\"a\":\"3\"}"), "one", true);
    assertThat(fields(state, "ed")).isEqualTo("[]");
    assertThat(data(state)).isEqualTo("{\"a\":\"3\"}");
  }

  @Test
  void namesAllConflicts() {
    State state = apply(NOTHING, "{\"a\":\"1\",\"b\":\"1\"}", "one");
    state = update(state, "{\"a\":\"1\",\"b\":\"1\",\"c\":\"1\"}", "two");
    State before = state;
    var conflict =
        catchThrowableOfType(
            ApplyConflict.class,
            () -> apply(before, "{\"a\":\"2\",\"b\":\"2\",\"c\":\"2\"}", "three"));
    assertThat(conflict)
        .hasMessage(
            "Apply failed with 3 conflicts: conflicts with \"one\":\n- .data.a\n- .data.b\n"
                + "conflicts with \"two\" using v1:\n- .data.c");
    assertThat(conflict.causes()).hasSize(3);
  }

  @Test
  void timesChangeWithTheObjectOnly() {
    State state = apply(NOTHING, "{\"a\":\"1\"}", "one");
    now = now.plusSeconds(9);
    assertThat(apply(state, "{\"a\":\"1\"}", "one").entries()).isEqualTo(state.entries());
    State shared = apply(state, "{\"a\":\"1\"}", "two");
    assertThat(shared.entries().getFirst().manager()).isEqualTo("two");
    assertThat(shared.entries().getFirst().time()).isNull();
  }

  @Test
  void fieldsOfBeforeTheFirstApplyHaveAManager() {
    State unmanaged = new State(JsonValue.parse(map("{\"a\":\"1\"}")), List.of());
    State state = apply(unmanaged, "{\"b\":\"1\"}", "one");
    assertThat(fields(state, "before-first-apply"))
        .isEqualTo("[Update {\"f:data\":{\".\":{},\"f:a\":{}}}]");
  }

  @Test
  void oldUpdatersAreCountedAsOne() {
    State state = NOTHING;
    StringBuilder data = new StringBuilder("{");
    for (int i = 0; i < 14; i++) {
      data.append(i == 0 ? "" : ",").append("\"k%d\":\"1\"".formatted(i));
      now = now.plusSeconds(1);
      state = update(state, data + "}", "u" + i);
    }
    assertThat(state.entries()).hasSize(10);
    assertThat(state.entries().getFirst().manager()).isEqualTo("ancient-changes");
  }

  @Test
  void kubectlMayTakeWhatItAppliedItself() {
    String annotation = JsonValue.of("{\"metadata\":{},\"data\":{\"a\":\"1\"}}").toJsonText();
    String object =
        "{\"metadata\":{\"annotations\":{\"%s\":%s}},\"data\":{\"a\":\"1\"}}"
            .formatted(FieldOwnership.LAST_APPLIED, annotation);
    JsonValue live = JsonValue.parse(object);
    State state = new State(live, maps.update(List.of(), EMPTY, live, "kubectl-client-side-apply"));
    assertThatThrownBy(() -> apply(state, "{\"a\":\"2\"}", "other"))
        .isInstanceOf(ApplyConflict.class);
    assertThat(data(apply(state, "{\"a\":\"2\"}", "kubectl"))).isEqualTo("{\"a\":\"2\"}");
  }

  private static String deployment(String containers) {
    return "{\"metadata\":{},\"spec\":{\"template\":{\"spec\":{\"containers\":"
        + containers
        + "}}}}";
  }

  private static List<String> names(State state) {
    return ((JsonValue.Obj) state.object())
        .object("spec").object("template").object("spec").items("containers").stream()
            .map(item -> ((JsonValue.Obj) item).text("name"))
            .toList();
  }

  @Test
  void itemsWithKeysHaveOwners() {
    State state =
        apply(deployments, NOTHING, deployment("[{\"name\":\"a\",\"image\":\"x\"}]"), "one", false);
    state =
        apply(
            deployments,
            state,
            deployment("[{\"name\":\"b\",\"ports\":[{\"containerPort\":80}]}]"),
            "two",
            false);
    assertThat(names(state)).containsExactly("a", "b");
    assertThat(fields(state, "two"))
        .contains("{\\\"containerPort\\\":80,\\\"protocol\\\":\\\"TCP\\\"}");
    state = apply(deployments, state, deployment("[]"), "one", false);
    assertThat(names(state)).containsExactly("b");
  }

  @Test
  void itemsTakeTheOrderOfTheConfiguration() {
    State state =
        apply(
            deployments,
            NOTHING,
            deployment("[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"}]"),
            "one",
            false);
    state =
        apply(
            deployments,
            state,
            deployment("[{\"name\":\"c\"},{\"name\":\"n\"},{\"name\":\"a\"}]"),
            "two",
            false);
    assertThat(names(state)).containsExactlyInAnyOrder("a", "b", "c", "n");
    assertThat(names(state).indexOf("c")).isLessThan(names(state).indexOf("n"));
    assertThat(names(state).indexOf("n")).isLessThan(names(state).indexOf("a"));
  }

  @Test
  void refusesWhatTheTypeDoesNotHave() {
    assertThatThrownBy(() -> apply(deployments, NOTHING, "{\"spec\":{\"bogus\":1}}", "one", false))
        .isInstanceOf(ShapeException.class)
        .hasMessage(".spec.bogus: field not declared in schema");
    String twice = deployment("[{\"name\":\"a\"},{\"name\":\"a\"}]");
    assertThatThrownBy(() -> apply(deployments, NOTHING, twice, "one", false))
        .hasMessage(".spec.template.spec.containers: duplicate entries for key [name=\"a\"]");
  }
}
