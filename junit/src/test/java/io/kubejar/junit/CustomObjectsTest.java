package io.kubejar.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionKind;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionVersion;
import io.kubejar.api.autoscaling.v2.HorizontalPodAutoscaler;
import io.kubejar.api.autoscaling.v2.HorizontalPodAutoscalerKind;
import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.core.v1.ResourceQuota;
import io.kubejar.api.core.v1.ResourceQuotaKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.api.value.Quantity;
import io.kubejar.client.Client;
import io.kubejar.client.Resources;
import io.kubejar.client.http.HttpTransport;
import io.kubejar.client.http.Kubeconfig;
import io.kubejar.wire.dynamic.DynamicCodec;
import io.kubejar.wire.dynamic.DynamicContent;
import io.kubejar.wire.dynamic.DynamicObject;
import io.kubejar.wire.json.JsonValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the controllers of a cluster do for objects of kinds that are defined through the API.
final class CustomObjectsTest {
  private static final Widgets WIDGETS = new Widgets();

  /// The kind as a client that has no record for it sees it.
  private static final class Widgets implements Kind<DynamicObject> {
    private final Names names =
        Names.of("example.com", "v1", "Widget", "widgets").namespaced().build();
    private final DynamicCodec codec = new DynamicCodec(names.gvk(), DynamicContent.ANYTHING, "");

    @Override
    public Names names() {
      return names;
    }

    @Override
    public ObjectCodec<DynamicObject> codec() {
      return codec;
    }
  }

  @TempDir Path directory;

  @Test
  void controllersLookAfterThemAsAfterOthers() throws Exception {
    try (KubeJar cluster = KubeJar.builder().nodes(0).start()) {
      Path file = directory.resolve("kubeconfig");
      cluster.writeKubeconfig(file);
      try (HttpTransport transport = new HttpTransport(Kubeconfig.read(file).endpoint(), "test")) {
        Client client = new Client(transport);
        define(client);
        ownersAndQuotas(client);
        scales(client);
        ends(client);
      }
    }
  }

  private static void define(Client client) throws Exception {
    client
        .resources(NamespaceKind.NAMESPACE)
        .create(Namespace.builder().metadata(m -> m.name("shop")).build());
    client
        .resources(CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION)
        .create(
            CustomResourceDefinition.builder()
                .metadata(m -> m.name("widgets.example.com"))
                .spec(
                    s ->
                        s.group("example.com")
                            .scope("Namespaced")
                            .names(n -> n.plural("widgets").kind("Widget"))
                            .versions(
                                CustomResourceDefinitionVersion.builder()
                                    .name("v1")
                                    .served(true)
                                    .storage(true)
                                    .schema(
                                        v ->
                                            v.openAPIV3Schema(
                                                p ->
                                                    p.type("object")
                                                        .xKubernetesPreserveUnknownFields(true)))
                                    .subresources(
                                        b ->
                                            b.scale(
                                                x ->
                                                    x.specReplicasPath(".spec.replicas")
                                                        .statusReplicasPath(".status.replicas")))
                                    .build()))
                .build());
    eventually(
        () ->
            client
                .resources(CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION)
                .get("widgets.example.com")
                .status()
                .conditions()
                .stream()
                .anyMatch(each -> each.type().equals("Established")));
  }

  private static Resources<DynamicObject> widgets(Client client) {
    return client.resources(WIDGETS, "shop");
  }

  private static DynamicObject widget(String name, UnaryOperator<ObjectMeta> metadata) {
    return new DynamicObject(
        metadata.apply(ObjectMeta.builder().name(name).namespace("shop").build()),
        JsonValue.Obj.EMPTY.with("spec", JsonValue.Obj.EMPTY.with("replicas", JsonValue.of(1))));
  }

  private static void ownersAndQuotas(Client client) throws Exception {
    client
        .resources(ResourceQuotaKind.RESOURCE_QUOTA, "shop")
        .create(
            ResourceQuota.builder()
                .metadata(m -> m.name("q").namespace("shop"))
                .spec(s -> s.hard(Map.of("count/widgets.example.com", Quantity.of(5))))
                .build());
    DynamicObject owner = widgets(client).create(widget("owner", m -> m));
    OwnerReference reference =
        OwnerReference.builder()
            .apiVersion("example.com/v1")
            .kind("Widget")
            .name("owner")
            .uid(owner.metadata().uid())
            .blockOwnerDeletion(true)
            .build();
    widgets(client)
        .create(widget("below", m -> m.with(b -> b.ownerReferences(List.of(reference)))));
    client
        .resources(ConfigMapKind.CONFIG_MAP, "shop")
        .create(
            ConfigMap.builder()
                .metadata(m -> m.name("below").namespace("shop").ownerReferences(reference))
                .build());
    eventually(() -> "2".equals(used(client)));
    widgets(client)
        .delete("owner", DeleteOptions.builder().propagationPolicy("Foreground").build());
    eventually(() -> widgets(client).list().items().isEmpty());
    assertThat(client.resources(ConfigMapKind.CONFIG_MAP, "shop").find("below")).isEmpty();
    eventually(() -> "0".equals(used(client)));
  }

  private static String used(Client client) {
    return Objects.toString(
        client
            .resources(ResourceQuotaKind.RESOURCE_QUOTA, "shop")
            .get("q")
            .status()
            .used()
            .get("count/widgets.example.com"));
  }

  private static void scales(Client client) throws Exception {
    widgets(client).create(widget("scaled", m -> m));
    client
        .resources(HorizontalPodAutoscalerKind.HORIZONTAL_POD_AUTOSCALER, "shop")
        .create(
            HorizontalPodAutoscaler.builder()
                .metadata(m -> m.name("scaled").namespace("shop"))
                .spec(
                    s ->
                        s.minReplicas(3)
                            .maxReplicas(4)
                            .scaleTargetRef(
                                t -> t.apiVersion("example.com/v1").kind("Widget").name("scaled")))
                .build());
    eventually(
        () ->
            widgets(client)
                .get("scaled")
                .content()
                .object("spec")
                .toJsonText()
                .equals("{\"replicas\":3}"));
  }

  private static void ends(Client client) throws Exception {
    widgets(client).create(widget("held", m -> m.with(b -> b.finalizers("example.com/f"))));
    client.resources(NamespaceKind.NAMESPACE).delete("shop");
    eventually(
        () ->
            client.resources(NamespaceKind.NAMESPACE).get("shop").status().conditions().stream()
                .anyMatch(
                    each ->
                        each.type().equals("NamespaceFinalizersRemaining")
                            && each.message().contains("example.com/f")));
    assertThat(widgets(client).list().items())
        .extracting(each -> each.metadata().name())
        .containsExactly("held");
    widgets(client).update(widgets(client).get("held").withMetadata(released(client)));
    eventually(() -> client.resources(NamespaceKind.NAMESPACE).find("shop").isEmpty());
  }

  private static ObjectMeta released(Client client) {
    return widgets(client).get("held").metadata().with(b -> b.finalizers(List.of()));
  }

  private static void eventually(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime() - deadline).as("waited for a minute").isNegative();
      Thread.sleep(20);
    }
  }
}
