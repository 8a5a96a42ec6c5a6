package io.kubejar.cluster;

import static io.kubejar.cluster.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.cluster.testing.Kubectl;
import io.kubejar.cluster.testing.Outcome;
import io.kubejar.cluster.testing.TestCluster;
import io.kubejar.cluster.testing.TestMachine;
import io.kubejar.cluster.testing.TestMembers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A cluster whose server keeps the state itself moves it into an etcd, and takes a further server.
class GrownClusterTest {
  private static final String NODES =
      "{range .items[*]}{.metadata.name}={.status.conditions[?(@.type==\"Ready\")].status} {end}";
  private static final String ENDPOINTS = "{.endpoints[*].addresses[0]}";
  private static final String REVISION = "{.metadata.resourceVersion}";

  @Test
  void theStateMovesIntoAnEtcdAndAnotherServerJoins() throws Exception {
    if (!TestMembers.available()) {
      return;
    }
    try (TestMachine first = TestMachine.start();
        TestMachine second = TestMachine.start();
        TestMachine third = TestMachine.start()) {
      first.connect(List.of(second, third), "10.67.0");
      TestCluster one = new TestCluster(first, "grown", List.of());
      TestCluster node = new TestCluster(second, "grown", List.of());
      TestCluster two = new TestCluster(third, "grown", List.of());

      String told =
          with(one, "init", 1, "--simulated", "--no-merge", "--advertise-address=10.67.0.1")
              .require();
      List<String> commands = TestMembers.joinCommands(told);
      assertThat(commands).hasSize(1);
      assertThat(told).contains("kubejar init --cluster-init");
      with(node, commands.getFirst(), 2, "--simulated", "--no-merge", "--node-ip=10.67.0.2")
          .require();
      Kubectl kubectl = one.kubectl();
      kubectl.ok("create", "secret", "generic", "kept", "--from-literal=word=open");
      kubectl.ok("create", "deployment", "web", "--image=web", "--replicas=2");
      kubectl.ok("rollout", "status", "deployment/web", "--timeout=60s");
      long before = Long.parseLong(kubectl.value("deployment/web", REVISION));

      refused(one.kubejar("init", "--cluster-init"), "stop it first: kubejar down");
      one.kubejar("down").require();
      refused(
          one.kubejar("init", "--cluster-init", "--pod-cidr=10.1.0.0/16"), "leave out --pod-cidr");
      refused(one.kubejar("init", "--cluster-init", "--etcd-binary=/bin/true"), "is not etcd");

      String moved = one.kubejar("init", "--cluster-init").require();
      assertThat(one.directory().resolve("store")).doesNotExist();
      assertThat(one.directory().resolve("store.before-etcd")).isDirectory();
      assertThat(one.kubejar("etcd members").require()).contains("10.67.0.1");
      assertThat(kubectl.value("secret/kept", "{.data.word}")).isEqualTo("b3Blbg==");
      // Revisions go on, so that nobody takes new ones for those that were seen before.
      kubectl.ok("create", "configmap", "later");
      assertThat(Long.parseLong(kubectl.value("configmap/later", REVISION))).isGreaterThan(before);
      eventually(
          () ->
              assertThat(kubectl.value("nodes", NODES).strip())
                  .isEqualTo("node-1=True node-2=True"));
      kubectl.ok("scale", "deployment/web", "--replicas=6");
      kubectl.ok("rollout", "status", "deployment/web", "--timeout=90s");

      String join = TestMembers.joinCommands(moved).getLast();
      with(two, join, 3, "--simulated", "--no-merge", "--advertise-address=10.67.0.3").require();
      eventually(
          () ->
              assertThat(two.kubectl().value("endpointslice/kubernetes", ENDPOINTS))
                  .isEqualTo("10.67.0.1 10.67.0.3"));
      assertThat(two.kubectl().value("secret/kept", "{.data.word}")).isEqualTo("b3Blbg==");
      refused(one.kubejar("init", "--cluster-init"), "a cluster runs already in");
    }
  }

  /// What one machine alone had begun goes by a backup into a server with an etcd, and can grow.
  @Test
  void aClusterForOneMachineGrowsByABackup() throws Exception {
    if (!TestMembers.available()) {
      return;
    }
    try (TestMachine first = TestMachine.start();
        TestMachine second = TestMachine.start()) {
      first.connect(second, "10.68.0.1/24", "10.68.0.2/24");
      TestCluster one = new TestCluster(first, "grown", List.of("--simulated", "--no-merge")).up();
      TestCluster two = new TestCluster(second, "grown", List.of());
      one.kubectl().ok("create", "secret", "generic", "kept", "--from-literal=word=open");
      String backup = first.directory().resolve("backup.zip").toString();
      one.kubejar("backup", backup).require();
      one.kubejar("reset").require();

      String own = "--advertise-address=10.68.0.1";
      with(one, "init", 1, "--cluster-init", "--simulated", "--no-merge", own).require();
      one.kubejar("down").require();
      one.kubejar("restore", "--force", backup).require();
      one.kubejar("up").require();
      String join =
          one.kubejar("token create", "--print-join-command", "--upload-certs").require().strip();
      with(
              two,
              join.substring(join.indexOf("join")),
              2,
              "--simulated",
              "--no-merge",
              "--advertise-address=10.68.0.2")
          .require();
      assertThat(two.kubectl().value("secret/kept", "{.data.word}")).isEqualTo("b3Blbg==");
    }
  }

  private static Outcome with(TestCluster machine, String command, int number, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--node-name=node-" + number);
    return machine.kubejar(command, all.toArray(String[]::new));
  }

  private static void refused(Outcome outcome, String message) {
    assertThat(outcome.exit()).as(outcome.text()).isNotZero();
    assertThat(outcome.text()).contains(message).doesNotContain("\tat ");
  }
}
