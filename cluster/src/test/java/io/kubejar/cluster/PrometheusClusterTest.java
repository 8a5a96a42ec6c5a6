package io.kubejar.cluster;

import static io.kubejar.cluster.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.cluster.testing.Kubectl;
import io.kubejar.cluster.testing.Namespace;
import io.kubejar.cluster.testing.Programs;
import io.kubejar.cluster.testing.RunningCommand;
import io.kubejar.cluster.testing.TestMachine;
import io.kubejar.cluster.testing.WithCluster;
import io.kubejar.wire.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Prometheus reads the API server's metrics, and VictoriaMetrics finds what runs in a cluster by
/// Prometheus' configuration: Debian builds Prometheus without its part for Kubernetes.
@WithCluster({"--simulated", "--nodes", "2", "--port", "0", "--no-merge"})
class PrometheusClusterTest {
  private static final int PROMETHEUS = 19090;
  private static final int VICTORIA = 18428;
  private static final List<String> ROLES =
      List.of("node", "pod", "service", "endpoints", "endpointslice", "ingress");

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
            containers:
            - {name: main, image: "web:1", ports: [{name: metrics, containerPort: 9100}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web, annotations: {scrape: "yes"}}
      spec:
        selector: {app: web}
        ports: [{name: metrics, port: 80, targetPort: metrics}]
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: web}
      spec:
        rules:
        - host: web.example.com
          http:
            paths:
            - path: /shop
              pathType: Prefix
              backend: {service: {name: web, port: {name: metrics}}}
      """;

  @Test
  void readsMetrics(Namespace namespace) throws IOException {
    Kubectl kubectl = namespace.kubectl();
    kubectl.ok("create", "serviceaccount", "prometheus");
    kubectl.ok("create", "clusterrole", "prometheus", "--verb=get", "--non-resource-url=/metrics");
    kubectl.ok(
        "create",
        "clusterrolebinding",
        "prometheus",
        "--clusterrole=prometheus",
        "--serviceaccount=" + namespace.name() + ":prometheus");
    TestMachine machine = namespace.cluster().machine();
    Path token = machine.directory().resolve("token");
    Files.writeString(token, kubectl.ok("create", "token", "prometheus").strip());
    Path directory = namespace.cluster().directory();
    String configuration =
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s}
        scrape_configs:
        - job_name: server
          scheme: https
          authorization: {credentials_file: %s}
          tls_config: {ca_file: %s}
          static_configs: [{targets: ["127.0.0.1:%s"]}]
        """
            .formatted(token, directory.resolve("pki/ca.crt"), port(directory));
    try (RunningCommand prometheus =
        new Programs(namespace.cluster()).prometheus(configuration, PROMETHEUS)) {
      eventually(
          () ->
              assertThat(query(machine, "up"))
                  .as(prometheus.output())
                  .contains("\"job\":\"server\"")
                  .containsPattern("\"value\":.*\"1\"]"));
      assertThat(query(machine, "sum(apiserver_request_total)"))
          .contains("\"status\":\"success\"")
          .doesNotContain("\"result\":[]");
    }
  }

  private static String query(TestMachine machine, String query) {
    return machine.fetch("127.0.0.1", PROMETHEUS, "/api/v1/query?query=" + query);
  }

  @Test
  void findsTargets(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(WEB);
    kubectl.ok("rollout", "status", "deployment/web", "--timeout=60s");
    var text = new StringBuilder("scrape_configs:\n");
    for (String role : ROLES) {
      text.append(
          """
          - job_name: %s
            kubernetes_sd_configs:
            - role: %s
              kubeconfig_file: %s
              %s
          """
              .formatted(
                  role,
                  role,
                  namespace.cluster().directory().resolve("kubeconfig"),
                  role.equals("node") ? "" : "namespaces: {names: [" + namespace.name() + "]}"));
    }
    try (RunningCommand victoria =
        new Programs(namespace.cluster()).victoriaMetrics(text.toString(), VICTORIA)) {
      TestMachine machine = namespace.cluster().machine();
      try {
        found(machine, namespace.name());
        kubectl.ok("scale", "deployment/web", "--replicas=1");
        kubectl.ok("delete", "ingress", "web");
        eventually(
            () -> {
              assertThat(labels(machine, "pod", "__meta_kubernetes_pod_name")).hasSize(1);
              assertThat(labels(machine, "ingress", "__meta_kubernetes_ingress_name")).isEmpty();
            });
      } catch (AssertionError e) {
        System.out.println(victoria.output());
        throw e;
      }
    }
  }

  private static void found(TestMachine machine, String namespace) {
    eventually(
        () -> {
          assertThat(labels(machine, "node", "__meta_kubernetes_node_name"))
              .containsExactlyInAnyOrder("node-1", "node-2");
          assertThat(labels(machine, "node", "__meta_kubernetes_node_address_InternalIP"))
              .doesNotContain("")
              .hasSize(2);
          assertThat(labels(machine, "pod", "__meta_kubernetes_pod_container_port_name"))
              .containsExactly("metrics", "metrics");
          assertThat(labels(machine, "pod", "__meta_kubernetes_pod_controller_kind"))
              .containsExactly("ReplicaSet", "ReplicaSet");
          assertThat(labels(machine, "pod", "__meta_kubernetes_pod_ready"))
              .containsExactly("true", "true");
          assertThat(labels(machine, "service", "__meta_kubernetes_service_annotation_scrape"))
              .containsExactly("yes");
          assertThat(labels(machine, "service", "__address__"))
              .containsExactly("web." + namespace + ".svc:80");
          assertThat(labels(machine, "endpoints", "__meta_kubernetes_endpoint_port_name"))
              .containsExactly("metrics", "metrics");
          assertThat(
                  labels(
                      machine,
                      "endpointslice",
                      "__meta_kubernetes_endpointslice_endpoint_conditions_ready"))
              .containsExactly("true", "true");
          assertThat(
                  labels(
                      machine,
                      "endpointslice",
                      "__meta_kubernetes_endpointslice_address_target_kind"))
              .containsExactly("Pod", "Pod");
          assertThat(labels(machine, "ingress", "__meta_kubernetes_ingress_host"))
              .containsExactly("web.example.com");
          assertThat(labels(machine, "ingress", "__meta_kubernetes_ingress_path"))
              .containsExactly("/shop");
        });
  }

  /// What the targets of a role have as a label.
  private static List<String> labels(TestMachine machine, String role, String label) {
    String answer = machine.fetch("127.0.0.1", VICTORIA, "/api/v1/targets?state=active");
    if (answer.isEmpty()) {
      return List.of();
    }
    return ((JsonValue.Obj) JsonValue.parse(answer))
        .object("data").items("activeTargets").stream()
            .map(target -> (JsonValue.Obj) target)
            .filter(target -> target.text("scrapePool").equals(role))
            .map(target -> target.object("discoveredLabels").text(label))
            .toList();
  }

  private static String port(Path directory) {
    try {
      return Files.readString(directory.resolve("kubeconfig"))
          .replaceAll("(?s).*https://127\\.0\\.0\\.1:(\\d+).*", "$1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
