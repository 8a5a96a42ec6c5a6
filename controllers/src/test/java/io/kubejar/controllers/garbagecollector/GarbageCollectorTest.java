package io.kubejar.controllers.garbagecollector;

import static io.kubejar.api.apiextensions.v1.CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION;
import static io.kubejar.api.core.v1.ConfigMapKind.CONFIG_MAP;
import static io.kubejar.api.core.v1.SecretKind.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.client.Patch;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.testing.Definitions;
import io.kubejar.controllers.testing.TestCluster;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GarbageCollectorTest {
  private final TestCluster cluster = new TestCluster();
  private final GarbageCollector collector = new GarbageCollector(cluster.context());

  @AfterEach
  void close() {
    cluster.close();
  }

  private void collect() {
    cluster.reconcile(collector.loops().toArray(ReconcileLoop[]::new));
  }

  private static OwnerReference owner(String name, String uid, boolean blocks) {
    return OwnerReference.builder()
        .apiVersion("v1")
        .kind("ConfigMap")
        .name(name)
        .uid(uid)
        .blockOwnerDeletion(blocks ? true : null)
        .build();
  }

  private void given(String name, OwnerReference... owners) {
    cluster.api().put(CONFIG_MAP, map("default", name, owners));
  }

  private static ConfigMap map(String namespace, String name, OwnerReference... owners) {
    return ConfigMap.builder()
        .metadata(
            m ->
                m.namespace(namespace)
                    .name(name)
                    .uid("uid-" + name)
                    .ownerReferences(List.of(owners)))
        .build();
  }

  private void delete(String name, String propagation) {
    cluster
        .client()
        .resources(CONFIG_MAP, "default")
        .delete(name, DeleteOptions.builder().propagationPolicy(propagation).build());
    collect();
  }

  private List<String> names() {
    return cluster.api().all(CONFIG_MAP).stream().map(each -> each.metadata().name()).toList();
  }

  @Test
  void dependentsOfAllKindsGoInTheBackground() {
    given("owner");
    given("dep", owner("owner", "uid-owner", false));
    cluster
        .api()
        .put(
            SECRET,
            Secret.builder()
                .metadata(
                    m ->
                        m.namespace("default")
                            .name("s")
                            .ownerReferences(owner("dep", "uid-dep", false)))
                .build());
    collect();
    assertThat(cluster.api().log()).isEmpty();
    delete("owner", "Background");
    assertThat(names()).isEmpty();
    assertThat(cluster.api().all(SECRET)).isEmpty();
  }

  @Test
  void aForegroundDeletionWaitsForBlockingDependents() {
    given("owner");
    given("dep", owner("owner", "uid-owner", true));
    cluster
        .api()
        .change(
            CONFIG_MAP,
            "default",
            "dep",
            m -> m.with(b -> b.metadata(x -> x.finalizers("example.com/x"))));
    delete("owner", "Foreground");
    assertThat(names()).containsExactly("dep", "owner");
    assertThat(cluster.api().existing(CONFIG_MAP, "default", "dep").metadata().deletionTimestamp())
        .isNotNull();
    cluster.api().remove(CONFIG_MAP, "default", "dep");
    collect();
    assertThat(names()).isEmpty();
  }

  @Test
  void aChainGoesInTheForegroundFromItsEnd() {
    given("a");
    given("b", owner("a", "uid-a", true));
    given("c", owner("b", "uid-b", true));
    delete("a", "Foreground");
    assertThat(names()).isEmpty();
    assertThat(cluster.api().log().stream().filter(each -> each.startsWith("PATCH")))
        .containsExactly("PATCH configmaps b", "PATCH configmaps a");
  }

  @Test
  void orphansStay() {
    given("owner");
    given("dep", owner("owner", "uid-owner", false));
    delete("owner", "Orphan");
    assertThat(names()).containsExactly("dep");
    assertThat(cluster.api().existing(CONFIG_MAP, "default", "dep").metadata().ownerReferences())
        .isEmpty();
  }

  @Test
  void absentOwnersCount() {
    given("live");
    given("never", owner("never-was", "1", false));
    given("namesake", owner("live", "2", false));
    given("both", owner("live", "uid-live", false), owner("never-was", "1", false));
    collect();
    assertThat(names()).containsExactly("both", "live");
    assertThat(cluster.api().existing(CONFIG_MAP, "default", "both").metadata().ownerReferences())
        .containsExactly(owner("live", "uid-live", false));
  }

  @Test
  void anOwnerInAnotherNamespaceIsTold() {
    cluster.api().put(CONFIG_MAP, map("other", "owner"));
    given("dep", owner("owner", "uid-owner", false));
    collect();
    assertThat(names()).containsExactly("owner");
    assertThat(cluster.events())
        .containsExactly(
            "Warning OwnerRefInvalidNamespace ConfigMap/dep: ownerRef [v1/ConfigMap, namespace:"
                + " default, name: owner, uid: uid-owner] does not exist in namespace"
                + " \"default\"");
  }

  @Test
  void ownersOfUnknownKindsKeepTheirs() {
    given("dep", owner("x", "1", false).with(b -> b.apiVersion("example.com/v1").kind("Widget")));
    collect();
    assertThat(names()).containsExactly("dep");
  }

  @Test
  void customObjectsOwnAndAreOwned() {
    cluster.api().put(CUSTOM_RESOURCE_DEFINITION, Definitions.widgets());
    cluster.api().put(Definitions.WIDGET, Definitions.widget("w", m -> m));
    OwnerReference widget =
        OwnerReference.builder()
            .apiVersion("example.com/v1")
            .kind("Widget")
            .name("w")
            .uid("uid-w")
            .blockOwnerDeletion(true)
            .build();
    given("dep", widget);
    given("kept", widget);
    cluster
        .api()
        .put(
            Definitions.WIDGET,
            Definitions.widget(
                "below", m -> m.with(b -> b.ownerReferences(owner("dep", "uid-dep", true)))));
    collect();
    assertThat(names()).containsExactly("dep", "kept");
    cluster
        .client()
        .resources(CONFIG_MAP, "default")
        .patch("kept", Patch.merge("{\"metadata\":{\"ownerReferences\":null}}"));
    cluster
        .client()
        .resources(Definitions.WIDGET, "default")
        .delete("w", DeleteOptions.builder().propagationPolicy("Foreground").build());
    collect();
    assertThat(cluster.api().all(Definitions.WIDGET)).isEmpty();
    assertThat(names()).containsExactly("kept");
  }

  @Test
  void objectsOfAKindThatIsDefinedNoMoreKeepWhatTheyOwned() {
    cluster.api().put(CUSTOM_RESOURCE_DEFINITION, Definitions.widgets());
    cluster.api().put(Definitions.WIDGET, Definitions.widget("w", m -> m));
    collect();
    cluster.api().remove(CUSTOM_RESOURCE_DEFINITION, "", "widgets.example.com");
    collect();
    given(
        "dep",
        OwnerReference.builder()
            .apiVersion("example.com/v1")
            .kind("Widget")
            .name("gone")
            .uid("uid-gone")
            .build());
    collect();
    assertThat(names()).containsExactly("dep");
  }
}
