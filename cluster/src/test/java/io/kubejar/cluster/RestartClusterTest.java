package io.kubejar.cluster;

import static io.kubejar.cluster.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.kubejar.cluster.testing.Kubectl;
import io.kubejar.cluster.testing.Namespace;
import io.kubejar.cluster.testing.Reach;
import io.kubejar.cluster.testing.TestCluster;
import io.kubejar.cluster.testing.WithCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A cluster whose process is killed loses nothing that was acknowledged and disturbs no container.
@WithCluster
class RestartClusterTest {
  private static final String CONTAINERS =
      "{range .items[*]}{.metadata.name} {.status.containerStatuses[0].containerID}"
          + " {.status.containerStatuses[0].state.running.startedAt}"
          + " {.status.containerStatuses[0].restartCount}{\"\\n\"}{end}";

  @Test
  void killedUnderLoadAndStartedAgain(Namespace namespace) throws Exception {
    TestCluster cluster = namespace.cluster();
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: steady}
        spec:
          replicas: 3
          selector: {matchLabels: {app: steady}}
          template:
            metadata: {labels: {app: steady}}
            spec:
              terminationGracePeriodSeconds: 1
              containers:
              - name: main
                image: busybox:1
                imagePullPolicy: IfNotPresent
                workingDir: /tmp
                command: [sh, -c, "echo here > index.html; httpd -f -p 8080 -h /tmp"]
        """);
    kubectl.ok("expose", "deployment/steady", "--port=80", "--target-port=8080");
    kubectl.ok("rollout", "status", "deployment/steady", "--timeout=60s");
    String before = kubectl.value("pods", CONTAINERS);
    String address = kubectl.value("service/steady", "{.spec.clusterIP}");
    eventually(() -> assertThat(served(cluster, address)).isEqualTo("here\n"));

    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    try (Reach reach = cluster.reach();
        KubernetesClient client = new KubernetesClientBuilder().withConfig(config(reach)).build();
        SharedIndexInformer<ConfigMap> informer =
            client.configMaps().inNamespace(namespace.name()).inform()) {
      String version =
          client
              .configMaps()
              .inNamespace(namespace.name())
              .list()
              .getMetadata()
              .getResourceVersion();
      AtomicBoolean ended = new AtomicBoolean();
      List<Thread> writers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int writer = i;
        writers.add(
            Thread.ofPlatform()
                .name("writer " + i)
                .start(() -> write(client, namespace.name(), writer, acknowledged, ended)));
      }
      eventually(() -> assertThat(acknowledged).hasSizeGreaterThan(300));
      cluster.kill();
      ended.set(true);
      // Services go on without the process that set them up.
      assertThat(served(cluster, address)).isEqualTo("here\n");
      for (Thread writer : writers) {
        writer.join();
      }
      cluster.upAgain();

      Set<String> found =
          Set.of(kubectl.value("configmaps", "{.items[*].metadata.name}").split(" "));
      System.out.printf(
          "%d objects acknowledged before the kill, %d found after it%n",
          acknowledged.size(), found.size());
      assertThat(found).containsAll(acknowledged);
      // A watch from before the kill goes on where it was.
      String resumed =
          kubectl.ok(
              "get",
              "--raw",
              "/api/v1/namespaces/"
                  + namespace.name()
                  + "/configmaps?watch=true&timeoutSeconds=2&resourceVersion="
                  + version);
      assertThat(resumed.lines().filter(line -> line.startsWith("{\"type\":\"ADDED\"")))
          .hasSameSizeAs(found.stream().filter(name -> name.startsWith("made-")).toList());
      // And so does a client's informer.
      client
          .configMaps()
          .inNamespace(namespace.name())
          .resource(
              new ConfigMapBuilder().withNewMetadata().withName("after").endMetadata().build())
          .create();
      eventually(
          () ->
              assertThat(
                      informer.getStore().list().stream()
                          .map(map -> map.getMetadata().getName())
                          .toList())
                  .containsAll(acknowledged)
                  .contains("after"));
    }

    eventually(
        () ->
            assertThat(
                    cluster
                        .kubectl()
                        .value(
                            "nodes", "{.items[*].status.conditions[?(@.type==\"Ready\")].status}"))
                .isEqualTo("True"));
    kubectl.ok("rollout", "status", "deployment/steady", "--timeout=60s");
    assertThat(kubectl.value("pods", CONTAINERS)).isEqualTo(before);
    // What was adopted is still cared for.
    kubectl.ok("scale", "deployment/steady", "--replicas=1");
    eventually(
        () -> assertThat(kubectl.value("pods", "{.items[*].metadata.name}").split(" ")).hasSize(1));
    String left = kubectl.value("pods", "{.items[0].metadata.name}");
    assertThat(kubectl.ok("exec", left, "--", "cat", "/tmp/index.html")).isEqualTo("here\n");
    eventually(() -> assertThat(served(cluster, address)).isEqualTo("here\n"));
  }

  private static Config config(Reach reach) {
    Config config = Config.fromKubeconfig(reach.kubeconfig());
    config.setRequestRetryBackoffLimit(0);
    return config;
  }

  private static void write(
      KubernetesClient client,
      String namespace,
      int writer,
      Set<String> acknowledged,
      AtomicBoolean ended) {
    for (int i = 0; !ended.get(); i++) {
      String name = "made-" + writer + "-" + i;
      ConfigMap map =
          new ConfigMapBuilder()
              .withNewMetadata()
              .withName(name)
              .endMetadata()
              .withData(Map.of("value", name))
              .build();
      try {
        client.configMaps().inNamespace(namespace).resource(map).create();
        acknowledged.add(name);
      } catch (KubernetesClientException e) {
        return;
      }
    }
  }

  private static String served(TestCluster cluster, String address) {
    return cluster.machine().fetch(address, 80);
  }
}
