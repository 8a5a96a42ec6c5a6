package io.kubejar.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.apps.v1.Deployment;
import io.kubejar.api.apps.v1.DeploymentKind;
import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.ServiceAccountKind;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.client.Client;
import io.kubejar.client.http.HttpTransport;
import io.kubejar.client.http.Kubeconfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a test gets from an embedded cluster.
final class KubeJarTest {
  @Test
  void aDeploymentBecomesReadyOnSimulatedNodes() throws Exception {
    try (KubeJar cluster = KubeJar.builder().nodes(3).start()) {
      Client client = cluster.client();
      awaitAccount(client, "default");
      client.resources(DeploymentKind.DEPLOYMENT, "default").create(deployment("web", 3));
      eventually(
          () ->
              Integer.valueOf(3)
                  .equals(
                      client
                          .resources(DeploymentKind.DEPLOYMENT, "default")
                          .get("web")
                          .status()
                          .readyReplicas()));
      Set<String> nodes =
          client.resources(PodKind.POD, "default").list().items().stream()
              .map(pod -> pod.spec().nodeName())
              .collect(Collectors.toSet());
      assertThat(nodes).containsExactlyInAnyOrder("node-1", "node-2", "node-3");
    }
  }

  @Test
  void aDeletedDeploymentAndItsNamespaceReallyEnd() throws Exception {
    try (KubeJar cluster = KubeJar.start()) {
      Client client = cluster.client();
      client
          .resources(NamespaceKind.NAMESPACE)
          .create(Namespace.builder().metadata(m -> m.name("shop")).build());
      awaitAccount(client, "shop");
      client.resources(DeploymentKind.DEPLOYMENT, "shop").create(deployment("web", 2));
      eventually(() -> client.resources(PodKind.POD, "shop").list().items().size() == 2);
      client.resources(NamespaceKind.NAMESPACE).delete("shop");
      eventually(() -> client.resources(NamespaceKind.NAMESPACE).find("shop").isEmpty());
      assertThat(client.resources(PodKind.POD, "shop").list().items()).isEmpty();
    }
  }

  @Test
  void anyClientConnectsWithTheKubeconfig(@TempDir Path directory) throws Exception {
    try (KubeJar cluster = KubeJar.builder().name("mine").nodes(0).start()) {
      Path file = directory.resolve("kubeconfig");
      cluster.writeKubeconfig(file);
      Kubeconfig kubeconfig = Kubeconfig.read(file);
      assertThat(kubeconfig.endpoint().server()).isEqualTo(cluster.server());
      assertThat(cluster.kubeconfig()).contains("current-context: mine");
      try (HttpTransport transport = new HttpTransport(kubeconfig.endpoint(), "test")) {
        assertThat(new Client(transport).resources(NamespaceKind.NAMESPACE).list().items())
            .extracting(namespace -> namespace.metadata().name())
            .contains("default", "kube-system");
      }
    }
  }

  @Test
  void severalClustersLiveInOneProcess() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> clusters = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        String name = "cluster-" + i;
        clusters.add(threads.submit(() -> objectsOf(name)));
      }
      for (Future<Integer> cluster : clusters) {
        assertThat(cluster.get()).isEqualTo(1);
      }
    }
  }

  private static int objectsOf(String name) {
    try (KubeJar cluster = KubeJar.builder().name(name).start()) {
      var maps = cluster.client().resources(ConfigMapKind.CONFIG_MAP, "default");
      maps.create(
          ConfigMap.builder()
              .metadata(m -> m.name(name).namespace("default"))
              .data(Map.of("a", "b"))
              .build());
      return (int)
          maps.list().items().stream()
              .filter(map -> map.metadata().name().startsWith("cluster-"))
              .count();
    }
  }

  @Test
  void aClosedClusterLeavesNoThread() throws Exception {
    KubeJar.start().close();
    eventually(() -> ownThreads().isEmpty());
  }

  /// Platform threads that a cluster might have started; those of the JVM and of JUnit stay.
  private static List<String> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(
            name ->
                name.startsWith("kubejar")
                    || name.startsWith("store")
                    || name.startsWith("pki")
                    || name.startsWith("simulation")
                    || name.startsWith("informer")
                    || name.startsWith("service-proxy"))
        .toList();
  }

  @Test
  void startsAreQuickOnceTheJvmIsWarm() {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long begin = System.nanoTime();
      try (KubeJar cluster = KubeJar.start()) {
        best = Math.min(best, System.nanoTime() - begin);
        assertThat(cluster.client().resources(NodeKind.NODE).list()).isNotNull();
      }
    }
    System.out.printf("embedded start, best of three: %d ms%n", best / 1_000_000);
  }

  private static void awaitAccount(Client client, String namespace) throws Exception {
    eventually(
        () ->
            client
                .resources(ServiceAccountKind.SERVICE_ACCOUNT, namespace)
                .find("default")
                .isPresent());
  }

  private static Deployment deployment(String name, int replicas) {
    Map<String, String> labels = Map.of("app", name);
    return Deployment.builder()
        .metadata(m -> m.name(name))
        .spec(
            s ->
                s.replicas(replicas)
                    .selector(LabelSelector.builder().matchLabels(labels).build())
                    .template(
                        t ->
                            t.metadata(m -> m.labels(labels))
                                .spec(
                                    p ->
                                        p.containers(
                                            Container.builder()
                                                .name("app")
                                                .image("example/app:1")
                                                .build()))))
        .build();
  }

  private static void eventually(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime() - deadline).as("waited for a minute").isNegative();
      Thread.sleep(20);
    }
  }
}
