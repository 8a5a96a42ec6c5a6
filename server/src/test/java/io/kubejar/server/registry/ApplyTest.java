package io.kubejar.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.core.v1.ServicePort;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ManagedFieldsEntry;
import io.kubejar.api.value.FieldsV1;
import io.kubejar.api.value.Time;
import io.kubejar.server.storage.StorageMedia;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import io.kubejar.wire.json.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who owns which fields, as writers of all sorts come and go.
class ApplyTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Store store = MemoryStore.open();
  private final Registries registries =
      new Registries(store, StorageMedia.JSON, new Ticking(), _ -> List.of(), _ -> List.of());
  private final Registry<ConfigMap> maps = registries.of(ConfigMapKind.CONFIG_MAP);
  private final Registry<Service> services = registries.of(ServiceKind.SERVICE);

  /// A clock that the test moves.
  private final class Ticking extends Clock {
    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @AfterEach
  void close() {
    registries.close();
    store.close();
  }

  private static WriteContext as(String manager) {
    return WriteContext.system().managedBy(manager);
  }

  private static Configuration configuration(String json, boolean force) {
    return new Configuration((JsonValue.Obj) JsonValue.parse(json), force, null);
  }

  private static String map(String data) {
    return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"m\"},\"data\":"
        + data
        + "}";
  }

  private ConfigMap apply(String manager, String data, boolean force) {
    return apply(manager, configuration(map(data), force)).object().object();
  }

  private Registry.Updated<ConfigMap> apply(String manager, Configuration configuration) {
    return maps.apply(
        Aspect.main(ConfigMapKind.CONFIG_MAP),
        "default",
        "m",
        configuration,
        as(manager),
        () -> {});
  }

  private ConfigMap change(String manager, UnaryOperator<ConfigMap> change) {
    return maps.change("default", "m", change, as(manager)).object();
  }

  private static UnaryOperator<ConfigMap> data(Map<String, String> data) {
    return map -> map.with(it -> it.data(data));
  }

  private static List<String> owners(ApiObject object) {
    return object.metadata().managedFields().stream()
        .map(entry -> entry.operation() + " " + entry.manager() + " " + entry.fieldsV1())
        .toList();
  }

  @Test
  void applyCreatesWhatIsNotThere() {
    var created = apply("one", configuration(map("{\"a\":\"1\"}"), false));
    assertThat(created.created()).isTrue();
    assertThat(created.object().object().data()).containsExactly(Map.entry("a", "1"));
    assertThat(owners(created.object().object()))
        .containsExactly("Apply one {\"f:data\":{\"f:a\":{}}}");
  }

  @Test
  void applyCreatesNothingForWhoMayNotCreate() {
    assertThatThrownBy(
            () ->
                maps.apply(
                    Aspect.main(ConfigMapKind.CONFIG_MAP),
                    "default",
                    "m",
                    configuration(map("{}"), false),
                    as("one"),
                    () -> {
                      throw new IllegalStateException("not you");
                    }))
        .hasMessage("not you");
    assertThat(maps.find("default", "m")).isNull();
  }

  @Test
  void fieldsNoLongerAppliedGo() {
    apply("one", "{\"a\":\"1\",\"b\":\"2\"}", false);
    apply("two", "{\"c\":\"3\"}", false);
    assertThat(apply("one", "{\"b\":\"2\"}", false).data()).containsOnlyKeys("b", "c");
  }

  @Test
  void fieldsOfOthersAreAConflict() {
    apply("one", "{\"a\":\"1\"}", false);
    change("editor", data(Map.of("a", "2")));
    assertThatThrownBy(() -> apply("one", "{\"a\":\"1\"}", false))
        .isInstanceOf(ApiException.class)
        .hasMessage("Apply failed with 1 conflict: conflict with \"editor\" using v1: .data.a")
        .extracting(e -> ((ApiException) e).status().code())
        .isEqualTo(409);
    var forced = apply("one", "{\"a\":\"1\"}", true);
    assertThat(owners(forced)).containsExactly("Apply one {\"f:data\":{\"f:a\":{}}}");
  }

  @Test
  void applyingTheSameAgainStoresNothing() {
    var first = apply("one", "{\"a\":\"1\"}", false);
    now = now.plusSeconds(60);
    assertThat(apply("one", "{\"a\":\"1\"}", false)).isEqualTo(first);
  }

  @Test
  void updatersOwnWhatTheyChange() {
    var made = ConfigMap.builder().metadata(m -> m.name("m")).data(Map.of("k", "1")).build();
    maps.create("default", made, as("maker"));
    now = now.plusSeconds(60);
    var changed = change("editor", data(Map.of("k", "1", "a", "1")));
    assertThat(owners(changed))
        .containsExactly(
            "Update maker {\"f:data\":{\".\":{},\"f:k\":{}}}",
            "Update editor {\"f:data\":{\"f:a\":{}}}");
    assertThat(changed.metadata().managedFields().getLast().time()).hasToString(now.toString());
  }

  @Test
  void updatesWithoutChangeKeepOwnersAndRevision() {
    apply("one", "{\"a\":\"1\"}", false);
    var before = maps.get("default", "m").object();
    now = now.plusSeconds(60);
    assertThat(change("editor", UnaryOperator.identity())).isEqualTo(before);
  }

  @Test
  void whatTheServerChangesByItselfIsNobodys() {
    apply("one", "{\"a\":\"1\"}", false);
    var changed =
        maps.change("default", "m", data(Map.of("a", "1", "b", "2")), WriteContext.system());
    assertThat(owners(changed.object())).containsExactly("Apply one {\"f:data\":{\"f:a\":{}}}");
  }

  @Test
  void anEmptyEntryForgetsAllOwners() {
    apply("one", "{\"a\":\"1\"}", false);
    var empty = List.of(ManagedFieldsEntry.builder().build());
    var reset = change("editor", map -> map.with(it -> it.metadata(m -> m.managedFields(empty))));
    assertThat(owners(reset)).isEmpty();
    assertThat(owners(change("editor", data(Map.of("a", "2"))))).isEmpty();
  }

  @Test
  void applyToAnObjectWithoutOwnersLeavesTheRestToWhoWasThereBefore() {
    var made = ConfigMap.builder().metadata(m -> m.name("m")).data(Map.of("old", "1")).build();
    maps.create("default", made, WriteContext.system());
    assertThat(owners(apply("one", "{\"a\":\"1\"}", false)))
        .containsExactly(
            "Apply one {\"f:data\":{\"f:a\":{}}}",
            "Update before-first-apply {\"f:data\":{\".\":{},\"f:old\":{}}}");
  }

  @Test
  void entriesThatMakeNoSenseAreIgnored() {
    var before = apply("one", "{\"a\":\"1\"}", false);
    var nonsense = List.of(ManagedFieldsEntry.builder().manager("x").operation("Nope").build());
    var after =
        change("editor", map -> map.with(it -> it.metadata(m -> m.managedFields(nonsense))));
    assertThat(after).isEqualTo(before);
  }

  @Test
  void entriesThatClientsSendAreKeptInOrderAndOnceForEachManager() {
    apply("one", "{\"a\":\"1\"}", false);
    var sent =
        List.of(entry("z", 9, "a"), entry("b", 5, "b"), entry("z", 3, "c"), entry("none", 1, ""));
    var after = change("editor", map -> map.with(it -> it.metadata(m -> m.managedFields(sent))));
    assertThat(owners(after))
        .containsExactly(
            "Update z {\"f:data\":{\"f:c\":{}}}", "Update b {\"f:data\":{\"f:b\":{}}}");
  }

  private static ManagedFieldsEntry entry(String manager, long second, String key) {
    String fields = key.isEmpty() ? "{}" : "{\"f:data\":{\"f:%s\":{}}}".formatted(key);
    return ManagedFieldsEntry.builder()
        .manager(manager)
        .operation("Update")
        .apiVersion("v1")
        .time(new Time(Instant.ofEpochSecond(second)))
        .fieldsType("FieldsV1")
        .fieldsV1(FieldsV1.of(fields))
        .build();
  }

  @Test
  void theStatusHasOwnersOfItsOwn() {
    var service =
        Service.builder()
            .metadata(m -> m.name("s"))
            .spec(
                s ->
                    s.type("LoadBalancer")
                        .ports(List.of(ServicePort.builder().port(80).protocol("TCP").build())))
            .build();
    services.create("default", service, WriteContext.system());
    var applied =
        services.apply(
            Aspect.status(ServiceKind.SERVICE),
            "default",
            "s",
            configuration(
                "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"s\"},"
                    + "\"spec\":{\"type\":\"ClusterIP\"},"
                    + "\"status\":{\"loadBalancer\":{\"ingress\":[{\"ip\":\"192.0.2.1\",\"ipMode\":\"VIP\"}]}}}",
                false),
            as("balancer"),
            () -> {});
    var object = applied.object().object();
    assertThat(object.spec().type()).isEqualTo("LoadBalancer");
    assertThat(object.metadata().managedFields())
        .filteredOn(entry -> entry.manager().equals("balancer"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.subresource()).isEqualTo("status");
              assertThat(entry.fieldsV1())
                  .hasToString("{\"f:status\":{\"f:loadBalancer\":{\"f:ingress\":{}}}}");
            });
  }

  @Test
  void aDryRunStoresNothing() {
    var context = new WriteContext(WriteContext.SYSTEM, "one", true, as("one").warnings());
    var applied =
        maps.apply(
            Aspect.main(ConfigMapKind.CONFIG_MAP),
            "default",
            "m",
            configuration(map("{\"a\":\"1\"}"), false),
            context,
            () -> {});
    assertThat(applied.object().object().data()).containsKey("a");
    assertThat(maps.find("default", "m")).isNull();
  }

  @Test
  void refusesWhatIsNoConfigurationOfTheKind() {
    assertThatThrownBy(() -> apply("one", configuration("{\"kind\":\"Secret\"}", false)))
        .hasMessage("invalid object type: /, Kind=Secret");
    assertThatThrownBy(
            () ->
                apply(
                    "one",
                    configuration(
                        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"managedFields\":[]}}",
                        false)))
        .hasMessage("metadata.managedFields must be nil");
    assertThatThrownBy(() -> apply("one", "{\"a\":5}", false))
        .hasMessage(
            "failed to create typed patch object (/m; /v1, Kind=ConfigMap): .data.a: expected"
                + " string, got &value.valueUnstructured{Value:5}");
  }
}
