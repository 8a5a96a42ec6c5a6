package io.kubejar.cluster;

import static io.kubejar.cluster.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kubejar.cluster.testing.Namespace;
import io.kubejar.cluster.testing.Reach;
import io.kubejar.cluster.testing.WithCluster;
import io.kubernetes.client.Exec;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.informer.cache.Lister;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.PatchUtils;
import io.kubernetes.client.util.Yaml;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The two common clients of the Java world, with the same manifest.
@WithCluster
class JavaClientsClusterTest {
  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            terminationGracePeriodSeconds: 1
            containers:
            - {name: web, image: "hello:1", imagePullPolicy: IfNotPresent}
      """;

  @Test
  void fabric8(Namespace namespace) throws Exception {
    try (Reach reach = namespace.cluster().reach();
        KubernetesClient client =
            new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(reach.kubeconfig()))
                .build()) {
      ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
      try (SharedIndexInformer<Pod> informer =
          client
              .pods()
              .inNamespace(namespace.name())
              .inform(
                  new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(Pod pod) {
                      heard.add("add " + pod.getMetadata().getName());
                    }

                    @Override
                    public void onUpdate(Pod before, Pod pod) {
                      heard.add("update " + pod.getMetadata().getName());
                    }

                    @Override
                    public void onDelete(Pod pod, boolean unknown) {
                      heard.add("delete " + pod.getMetadata().getName());
                    }
                  })) {
        client
            .load(new ByteArrayInputStream(WEB.getBytes(StandardCharsets.UTF_8)))
            .inNamespace(namespace.name())
            .create();
        var deployment = client.apps().deployments().inNamespace(namespace.name()).withName("web");
        deployment.waitUntilReady(60, TimeUnit.SECONDS);
        eventually(() -> assertThat(informer.getStore().list()).hasSize(2));
        String pod = informer.getStore().list().getFirst().getMetadata().getName();
        assertThat(heard).contains("add " + pod, "update " + pod);

        deployment.patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"labels\":{\"by\":\"merge\"}}}");
        deployment.patch(
            PatchContext.of(PatchType.JSON),
            "[{\"op\":\"add\",\"path\":\"/metadata/labels/with\",\"value\":\"json\"}]");
        deployment.patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"web\",\"env\":"
                + "[{\"name\":\"A\",\"value\":\"b\"}]}]}}}}");
        Deployment patched = deployment.get();
        assertThat(patched.getMetadata().getLabels())
            .containsEntry("by", "merge")
            .containsEntry("with", "json");
        assertThat(patched.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage())
            .isEqualTo("hello:1");
        deployment.scale(1);
        eventually(
            () -> {
              assertThat(informer.getStore().list()).hasSize(1);
              assertThat(heard).contains("delete " + pod);
            });

        String last = informer.getStore().list().getFirst().getMetadata().getName();
        client
            .pods()
            .inNamespace(namespace.name())
            .withName(last)
            .waitUntilReady(30, TimeUnit.SECONDS);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ExecWatch exec =
            client
                .pods()
                .inNamespace(namespace.name())
                .withName(last)
                .writingOutput(out)
                .exec("sh", "-c", "echo from $A; exit 4")) {
          assertThat(exec.exitCode().get(30, TimeUnit.SECONDS)).isEqualTo(4);
        }
        assertThat(out).hasToString("from b\n");
        assertThat(client.pods().inNamespace(namespace.name()).withName(last).getLog())
            .contains("serving on 8080");
        assertThat(client.pods().inNamespace(namespace.name()).withName("absent").get()).isNull();
        patched.getMetadata().setResourceVersion(null);
        assertThatExceptionOfType(KubernetesClientException.class)
            .isThrownBy(() -> client.resource(patched).inNamespace(namespace.name()).create())
            .satisfies(e -> assertThat(e.getStatus().getReason()).isEqualTo("AlreadyExists"));
      }
    }
  }

  @Test
  void clientJava(Namespace namespace) throws Exception {
    try (Reach reach = namespace.cluster().reach()) {
      ApiClient client =
          ClientBuilder.kubeconfig(KubeConfig.loadKubeConfig(new StringReader(reach.kubeconfig())))
              .build();
      client.setReadTimeout(0);
      CoreV1Api core = new CoreV1Api(client);
      AppsV1Api apps = new AppsV1Api(client);
      SharedInformerFactory factory = new SharedInformerFactory(client);
      try {
        var informer =
            factory.sharedIndexInformerFor(
                (CallGeneratorParams params) ->
                    core.listNamespacedPod(namespace.name())
                        .resourceVersion(params.resourceVersion)
                        .timeoutSeconds(params.timeoutSeconds)
                        .watch(params.watch)
                        .buildCall(null),
                V1Pod.class,
                V1PodList.class);
        factory.startAllRegisteredInformers();
        Lister<V1Pod> lister = new Lister<>(informer.getIndexer());

        apps.createNamespacedDeployment(namespace.name(), Yaml.loadAs(WEB, V1Deployment.class))
            .execute();
        eventually(
            () ->
                assertThat(lister.namespace(namespace.name()).list())
                    .hasSize(2)
                    .allMatch(
                        pod ->
                            pod.getStatus() != null
                                && "Running".equals(pod.getStatus().getPhase())));

        V1Deployment patched =
            PatchUtils.patch(
                V1Deployment.class,
                () ->
                    apps.patchNamespacedDeployment(
                            "web",
                            namespace.name(),
                            new V1Patch(
                                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":"
                                    + "\"web\",\"env\":[{\"name\":\"A\",\"value\":\"b\"}]}]}}}}"))
                        .buildCall(null),
                V1Patch.PATCH_FORMAT_STRATEGIC_MERGE_PATCH,
                client);
        assertThat(patched.getSpec().getTemplate().getSpec().getContainers())
            .singleElement()
            .satisfies(container -> assertThat(container.getImage()).isEqualTo("hello:1"));
        eventually(
            () ->
                assertThat(lister.namespace(namespace.name()).list())
                    .hasSize(2)
                    .allMatch(pod -> !pod.getSpec().getContainers().getFirst().getEnv().isEmpty())
                    .allMatch(
                        pod ->
                            pod.getStatus().getConditions().stream()
                                .anyMatch(
                                    c ->
                                        c.getType().equals("Ready")
                                            && c.getStatus().equals("True"))));

        String pod = lister.namespace(namespace.name()).list().getFirst().getMetadata().getName();
        Process exec =
            new Exec(client)
                .exec(
                    namespace.name(),
                    pod,
                    new String[] {"sh", "-c", "echo from $A; exit 4"},
                    false);
        String out = new String(exec.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(exec.waitFor()).as(out).isEqualTo(4);
        assertThat(out).isEqualTo("from b\n");

        core.createNamespacedConfigMap(
                namespace.name(),
                new V1ConfigMap().metadata(new V1ObjectMeta().name("made")).data(Map.of("a", "b")))
            .execute();
        V1ConfigMap made = core.readNamespacedConfigMap("made", namespace.name()).execute();
        made.setData(Map.of("a", "c"));
        core.replaceNamespacedConfigMap("made", namespace.name(), made).execute();
        try {
          core.replaceNamespacedConfigMap("made", namespace.name(), made).execute();
          throw new AssertionError("a stale object was taken");
        } catch (ApiException e) {
          assertThat(e.getCode()).isEqualTo(409);
        }
        assertThat(List.of(core.listNamespacedConfigMap(namespace.name()).execute().getItems()))
            .isNotEmpty();
      } finally {
        factory.stopAllRegisteredInformers();
        client.getHttpClient().dispatcher().executorService().shutdown();
        client.getHttpClient().connectionPool().evictAll();
      }
    }
  }
}
