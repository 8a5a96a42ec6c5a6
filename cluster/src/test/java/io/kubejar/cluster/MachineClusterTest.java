package io.kubejar.cluster;

import static io.kubejar.cluster.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.cluster.testing.Namespace;
import io.kubejar.cluster.testing.Outcome;
import io.kubejar.cluster.testing.Snapshot;
import io.kubejar.cluster.testing.TestCluster;
import io.kubejar.cluster.testing.TestMachine;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What clusters do to the machine they are on.
class MachineClusterTest {
  private TestMachine machine;

  @BeforeEach
  void start() {
    machine = TestMachine.start();
  }

  @AfterEach
  void end() {
    machine.close();
  }

  @Test
  void nothingIsLeft() {
    Snapshot before = Snapshot.of(machine);
    TestCluster cluster = new TestCluster(machine, "tidy", options("7001")).up();
    if (TestMachine.ROOT) {
      runPods(cluster.namespace("pods"));
      assertThat(Snapshot.of(machine).findings().get("links")).hasSizeGreaterThan(3);
    }
    assertThat(cluster.kubejar("up").require()).contains("runs already");
    cluster.kubejar("down").require();
    assertThat(difference(before)).isEqualTo(before);
    assertThat(cluster.kubejar("down").exit()).isZero();

    cluster.upAgain();
    if (TestMachine.ROOT) {
      eventually(
          () ->
              assertThat(cluster.kubectl().value("pods -n pods", "{.items[*].status.phase}"))
                  .contains("Running"));
    }
    cluster.kill();
    Outcome reset = cluster.kubejar("reset");
    assertThat(reset.exit()).as(reset.text()).isZero();
    assertThat(difference(before)).isEqualTo(before);
    assertThat(cluster.directory()).doesNotExist();
  }

  /// Other clusters may come to and go from the machine while the test runs, so control groups are
  /// looked at only where the cluster's own were.
  private Snapshot difference(Snapshot before) {
    Snapshot after = Snapshot.of(machine);
    List<String> groups = after.findings().get("control groups");
    List<String> ours = groups.stream().filter(group -> ownGroups.contains(group)).toList();
    assertThat(ours).isEmpty();
    return after.withControlGroups(before.findings().get("control groups"));
  }

  private List<String> ownGroups = List.of();

  private void runPods(Namespace namespace) {
    namespace
        .kubectl()
        .apply(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: pod}
            spec:
              terminationGracePeriodSeconds: 30
              containers:
              - name: main
                image: busybox:1
                imagePullPolicy: IfNotPresent
                command: [sleep, "100000"]
                volumeMounts: [{name: memory, mountPath: /m}]
              volumes: [{name: memory, emptyDir: {medium: Memory}}]
            """);
    namespace
        .kubectl()
        .ok(
            "expose",
            "pod",
            "pod",
            "--port=80",
            "--labels=a=b",
            "--selector=a=b",
            "--type=NodePort");
    namespace.kubectl().ok("wait", "--for=condition=Ready", "pod/pod", "--timeout=60s");
    String bridge =
        machine
            .run("bash", "-c", "ip -o link | grep -o 'kj-[0-9a-f]*' | head -1")
            .require()
            .strip();
    ownGroups =
        Snapshot.of(machine).findings().get("control groups").stream()
            .filter(group -> group.endsWith(bridge))
            .toList();
    assertThat(ownGroups).isNotEmpty();
  }

  private static List<String> options(String port) {
    return TestMachine.ROOT
        ? List.of("--port", port, "--no-merge")
        : List.of("--simulated", "--port", port, "--no-merge");
  }

  @Test
  void twoClustersLiveSideBySide() {
    Snapshot before = Snapshot.of(machine);
    TestCluster first = new TestCluster(machine, "first", options("7002")).up();
    TestCluster second = new TestCluster(machine, "second", options("7003")).up();
    for (TestCluster cluster : List.of(first, second)) {
      Namespace namespace = cluster.namespace("shared-name");
      namespace
          .kubectl()
          .ok("create", "configmap", "which", "--from-literal=name=" + cluster.name());
      namespace
          .kubectl()
          .ok(
              "run",
              "web",
              "--image=hello:1",
              "--image-pull-policy=IfNotPresent",
              "--port=8080",
              "--expose");
      namespace.kubectl().ok("wait", "--for=condition=Ready", "pod/web", "--timeout=60s");
    }
    for (TestCluster cluster : List.of(first, second)) {
      assertThat(cluster.kubectl().value("configmap/which -n shared-name", "{.data.name}"))
          .isEqualTo(cluster.name());
      if (TestMachine.ROOT) {
        String address = cluster.kubectl().value("service/web -n shared-name", "{.spec.clusterIP}");
        eventually(() -> assertThat(machine.fetch(address, 8080)).contains("Hello from web"));
      }
    }
    first.kubejar("reset").require();
    assertThat(second.kubectl().value("pod/web -n shared-name", "{.status.phase}"))
        .isEqualTo("Running");
    if (TestMachine.ROOT) {
      assertThat(second.kubectl().ok("exec", "-n", "shared-name", "web", "--", "hostname"))
          .isEqualTo("web\n");
    }
    second.kubejar("reset").require();
    assertThat(difference(before)).isEqualTo(before);
    assertThat(Files.exists(first.directory())).isFalse();
  }
}
