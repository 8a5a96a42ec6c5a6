package io.kubejar.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.ListOptions;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.StatefulRule;
import io.kubejar.server.spi.Warnings;
import io.kubejar.server.storage.StorageMedia;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final List<String> reservations = new ArrayList<>();
  private final Store store = MemoryStore.open();
  private final Registries registries =
      new Registries(
          store,
          StorageMedia.JSON,
          CLOCK,
          _ -> List.of(new RefuseForbidden()),
          _ -> List.of(new CountingRule()));
  private final Registry<ConfigMap> maps = registries.of(ConfigMapKind.CONFIG_MAP);
  private final Registry<Pod> pods = registries.of(PodKind.POD);

  @AfterEach
  void close() {
    registries.close();
    store.close();
  }

  /// Labels everything it sees and refuses whatever is named `forbidden`.
  private static final class RefuseForbidden implements AdmissionPlugin {
    @Override
    public String name() {
      return "RefuseForbidden";
    }

    @Override
    @SuppressWarnings("unchecked") // a record's withMetadata returns its own type
    public <T extends ApiObject> @Nullable T admit(Admission<T> admission) {
      T object = admission.object();
      return object == null
          ? null
          : (T)
              object.withMetadata(
                  object.metadata().toBuilder().labels(Map.of("admitted", "yes")).build());
    }

    @Override
    public <T extends ApiObject> void validate(Admission<T> admission) {
      if (admission.name().equals("forbidden")) {
        throw io.kubejar.server.spi.Failures.forbidden(
            admission.kind().names(), admission.name(), "not here");
      }
    }
  }

  private final class CountingRule implements StatefulRule<ConfigMap> {
    @Override
    public Kind<ConfigMap> kind() {
      return ConfigMapKind.CONFIG_MAP;
    }

    @Override
    public Reserved<ConfigMap> create(ConfigMap object, boolean dryRun) {
      return new Reserved<>(
          object, stored -> reservations.add(object.metadata().name() + " " + stored));
    }

    @Override
    public void deleted(ConfigMap object) {
      reservations.add(object.metadata().name() + " gone");
    }
  }

  private static ConfigMap map(String name, String value) {
    return ConfigMap.builder().metadata(m -> m.name(name)).data(Map.of("key", value)).build();
  }

  private ConfigMap create(String name) {
    return maps.create("default", map(name, "1"), WriteContext.system()).object();
  }

  private static ListQuery query(ListOptions options) {
    return ListQuery.of(options, false);
  }

  @Test
  void createCompletesMetadata() {
    var created = create("a");
    assertThat(created.metadata().namespace()).isEqualTo("default");
    assertThat(created.metadata().uid()).hasSize(36);
    assertThat(created.metadata().resourceVersion()).isEqualTo(Long.toString(store.revision()));
    assertThat(created.metadata().creationTimestamp()).hasToString("2026-01-01T00:00:00Z");
    assertThat(created.metadata().labels()).containsEntry("admitted", "yes");
    assertThat(reservations).containsExactly("a true");
  }

  @Test
  void readersShareTheWritersInstance() {
    assertThat(maps.count()).isZero();
    var written = maps.create("default", map("a", "1"), WriteContext.system());
    var listed = maps.list(Selection.all("default"), query(ListOptions.builder().build()));
    assertThat(listed.objects()).singleElement().isSameAs(written);
    assertThat(maps.get("default", "a").object()).isSameAs(written.object());
  }

  @Test
  void oneObjectIsReadWithoutAllOthersUntilThatIsWantedOften() {
    create("a");
    assertThat(maps.get("default", "a").object().data()).containsEntry("key", "1");
    assertThat(maps.cached("default", "a")).isNotSameAs(maps.cached("default", "a"));
    assertThat(maps.cached("default", "none")).isNull();
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (maps.cached("default", "a") != maps.cached("default", "a")) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }

  @Test
  void secondOfANameIsRefused() {
    create("a");
    assertThatThrownBy(() -> create("a"))
        .asInstanceOf(type(ApiException.class))
        .satisfies(
            e -> assertThat(e.status().message()).isEqualTo("configmaps \"a\" already exists"));
    assertThat(reservations).containsExactly("a true", "a false");
  }

  @Test
  void admissionRefuses() {
    assertThatThrownBy(() -> create("forbidden"))
        .hasMessage("configmaps \"forbidden\" is forbidden: not here");
    assertThat(maps.find("default", "forbidden")).isNull();
  }

  @Test
  void generatedNamesDiffer() {
    var given = ConfigMap.builder().metadata(m -> m.generateName("web-")).build();
    var first = maps.create("default", given, WriteContext.system()).object();
    var second = maps.create("default", given, WriteContext.system()).object();
    assertThat(first.metadata().name()).matches("web-[b-z2-9]{5}");
    assertThat(second.metadata().name()).isNotEqualTo(first.metadata().name());
  }

  @Test
  void dryRunStoresNothing() {
    long before = store.revision();
    var context = new WriteContext(WriteContext.SYSTEM, true, new Warnings());
    var created = maps.create("default", map("a", "1"), context).object();
    assertThat(created.metadata().uid()).isNotEmpty();
    assertThat(created.metadata().resourceVersion()).isEmpty();
    assertThat(store.revision()).isEqualTo(before);
    assertThat(reservations).containsExactly("a false");
  }

  @Test
  void staleUpdateConflicts() {
    var first = create("a");
    update(first.with(b -> b.data(Map.of("key", "2"))));
    assertThatThrownBy(() -> update(first.with(b -> b.data(Map.of("key", "3")))))
        .hasMessage(
            "Operation cannot be fulfilled on configmaps \"a\": the object has been modified;"
                + " please apply your changes to the latest version and try again");
  }

  private ConfigMap update(ConfigMap object) {
    return maps.update(
            Aspect.main(ConfigMapKind.CONFIG_MAP), "default", "a", object, WriteContext.system())
        .object()
        .object();
  }

  @Test
  void updateWithoutChangeKeepsTheRevision() {
    var first = create("a");
    // Equal, and the same once the cache has caught up with the store.
    assertThat(update(first)).isEqualTo(maps.get("default", "a").object());
    assertThat(store.revision()).isEqualTo(Long.parseLong(first.metadata().resourceVersion()));
  }

  @Test
  void changeIsRepeatedWhenAnotherWriteInterferes() {
    create("a");
    var tries = new int[1];
    var changed =
        maps.change(
            "default",
            "a",
            old -> {
              if (tries[0]++ == 0) {
                update(old.with(b -> b.data(Map.of("other", "x"))));
              }
              return old.with(b -> b.immutable(false).metadata(m -> m.resourceVersion("")));
            },
            WriteContext.system());
    assertThat(tries[0]).isEqualTo(2);
    assertThat(changed.object().data()).containsExactly(Map.entry("other", "x"));
  }

  @Test
  void finalizersHoldADeletedObject() {
    create("a");
    var options = DeleteOptions.builder().propagationPolicy("Foreground").build();
    var waiting = maps.delete("default", "a", options, WriteContext.system());
    assertThat(waiting.gone()).isFalse();
    assertThat(waiting.object().object().metadata().finalizers())
        .containsExactly("foregroundDeletion");
    maps.change(
        "default",
        "a",
        old -> old.with(b -> b.metadata(m -> m.finalizers(List.of()))),
        WriteContext.system());
    assertThat(maps.find("default", "a")).isNull();
    assertThat(reservations).contains("a gone");
  }

  @Test
  void podOnANodeGetsItsGracePeriod() {
    pods.create("default", pod("node-1"), WriteContext.system());
    var deleted =
        pods.delete("default", "web", DeleteOptions.builder().build(), WriteContext.system());
    assertThat(deleted.gone()).isFalse();
    var metadata = deleted.object().object().metadata();
    assertThat(metadata.deletionGracePeriodSeconds()).isEqualTo(30);
    assertThat(metadata.deletionTimestamp()).hasToString("2026-01-01T00:00:30Z");
    var options = DeleteOptions.builder().gracePeriodSeconds(0L).build();
    assertThat(pods.delete("default", "web", options, WriteContext.system()).gone()).isTrue();
    assertThat(pods.find("default", "web")).isNull();
  }

  private static Pod pod(String node) {
    return Pod.builder()
        .metadata(m -> m.name("web"))
        .spec(
            s ->
                s.nodeName(node)
                    .terminationGracePeriodSeconds(30L)
                    .containers(
                        List.of(
                            io.kubejar.api.core.v1.Container.builder()
                                .name("c")
                                .image("busybox")
                                .build())))
        .build();
  }

  @Test
  void namespaceTerminatesUntilItIsFinalized() {
    var namespaces = registries.of(NamespaceKind.NAMESPACE);
    var given =
        Namespace.builder()
            .metadata(m -> m.name("team"))
            .spec(s -> s.finalizers(List.of("kubernetes")))
            .build();
    namespaces.create("", given, WriteContext.system());
    var options = DeleteOptions.builder().build();
    var deleted = namespaces.delete("", "team", options, WriteContext.system());
    assertThat(deleted.gone()).isFalse();
    assertThat(deleted.object().object().status().phase()).isEqualTo("Terminating");
    namespaces.change(
        Aspect.finalizeNamespace(NamespaceKind.NAMESPACE),
        "",
        "team",
        old -> old.with(b -> b.spec(s -> s.finalizers(List.of()))),
        WriteContext.system());
    assertThat(namespaces.find("", "team")).isNull();
  }

  @Test
  void pagesShowTheStateOfTheFirst() {
    for (String name : List.of("a", "b", "c", "d")) {
      create(name);
    }
    var first = maps.list(Selection.all(""), query(ListOptions.builder().limit(2L).build()));
    assertThat(names(first)).containsExactly("a", "b");
    assertThat(first.remaining()).isEqualTo(2);
    maps.delete("default", "c", DeleteOptions.builder().build(), WriteContext.system());
    create("e");
    var second =
        maps.list(
            Selection.all(""),
            query(ListOptions.builder().continueToken(first.continueToken()).build()));
    assertThat(names(second)).containsExactly("c", "d");
    assertThat(second.revision()).isEqualTo(first.revision());
  }

  @Test
  void pagesShowTheStateOfTheFirstAlsoWhenMuchHasChangedSince() {
    for (String name : List.of("a", "b", "c", "d")) {
      create(name);
    }
    var first = maps.list(Selection.all(""), query(ListOptions.builder().limit(2L).build()));
    maps.delete("default", "c", DeleteOptions.builder().build(), WriteContext.system());
    var next = query(ListOptions.builder().continueToken(first.continueToken()).limit(1L).build());
    for (int i = 0; i < 2_100; i++) {
      create("later-" + i);
      if (i % 1_000 == 0) {
        var second = maps.list(Selection.all(""), next);
        assertThat(names(second)).containsExactly("c");
        assertThat(second.revision()).isEqualTo(first.revision());
        assertThat(second.remaining()).isEqualTo(1);
        assertThat(second.continueToken()).isNotEmpty();
      }
    }
    var last =
        maps.list(
            Selection.all(""),
            query(ListOptions.builder().continueToken(first.continueToken()).build()));
    assertThat(names(last)).containsExactly("c", "d");
    assertThat(last.continueToken()).isEmpty();
  }

  private static List<String> names(Page<ConfigMap> page) {
    return page.objects().stream().map(o -> o.object().metadata().name()).toList();
  }

  @Test
  void forgottenPageIsExpired() {
    create("a");
    create("b");
    var first = maps.list(Selection.all(""), query(ListOptions.builder().limit(1L).build()));
    create("c");
    store.compact(store.revision());
    var next = query(ListOptions.builder().continueToken(first.continueToken()).build());
    assertThatThrownBy(() -> maps.list(Selection.all(""), next))
        .asInstanceOf(type(ApiException.class))
        .satisfies(e -> assertThat(e.isExpired()).isTrue())
        .satisfies(e -> assertThat(e.status().metadata().continueToken()).isNotEmpty());
  }

  @Test
  void futureRevisionIsRefused() {
    create("a");
    var query = query(ListOptions.builder().resourceVersion("999999").build());
    assertThatThrownBy(() -> maps.list(Selection.all(""), query))
        .hasMessageStartingWith("Too large resource version: 999999, current: ");
  }

  @Test
  void selectorsSelect() {
    create("a");
    create("b");
    Selection<ConfigMap> selection =
        Selection.parse(ConfigMapKind.CONFIG_MAP, "", "admitted=yes", "metadata.name!=a");
    assertThat(names(maps.list(selection, query(ListOptions.builder().build()))))
        .containsExactly("b");
    assertThatThrownBy(() -> Selection.parse(ConfigMapKind.CONFIG_MAP, "", "", "data.a=b"))
        .hasMessage(
            "\"data.a\" is not a known field selector: only \"metadata.name\","
                + " \"metadata.namespace\"");
  }
}
