package io.kubejar.cluster;

import static io.kubejar.cluster.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.cluster.testing.Kubectl;
import io.kubejar.cluster.testing.RunningCommand;
import io.kubejar.cluster.testing.Snapshot;
import io.kubejar.cluster.testing.TestCluster;
import io.kubejar.cluster.testing.TestMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A cluster of which each role is a process of its own, and one in the foreground.
class RolesClusterTest {
  private final List<RunningCommand> running = new ArrayList<>();
  private TestMachine machine;

  @BeforeEach
  void start() {
    machine = TestMachine.start();
  }

  @AfterEach
  void end() {
    running.forEach(RunningCommand::close);
    machine.close();
  }

  @Test
  void eachRoleRunsAlone() throws IOException {
    Snapshot before = Snapshot.of(machine);
    TestCluster cluster = new TestCluster(machine, "roles", List.of());
    if (TestMachine.ROOT) {
      cluster.busyboxImage();
    }
    Path tokens = machine.directory().resolve("tokens.csv");
    Files.writeString(tokens, "s3cret,jane,1,\"system:masters\"\n");
    running.add(cluster.role("server", "--port", "7011", "--token-auth-file", tokens.toString()));
    eventually(() -> assertThat(cluster.directory().resolve("kubeconfig")).exists());
    running.add(cluster.role("controllers"));
    running.add(cluster.role("scheduler"));
    running.add(TestMachine.ROOT ? cluster.role("node") : cluster.role("node", "--simulated"));

    Kubectl kubectl = cluster.kubectl();
    eventually(() -> kubectl.ok("get", "serviceaccount", "default"));
    kubectl.ok(
        "run",
        "web",
        "--image=busybox:1",
        "--image-pull-policy=IfNotPresent",
        "--port=8080",
        "--expose",
        "--command",
        "--",
        "sh",
        "-c",
        "mkdir /www && echo Hello from $HOSTNAME > /www/index.html && httpd -f -p 8080 -h /www");
    kubectl.ok("wait", "--for=condition=Ready", "pod/web", "--timeout=90s");
    assertThat(
            kubectl.ok(
                "auth",
                "whoami",
                "--kubeconfig=/dev/null",
                "--server=https://127.0.0.1:7011",
                "--certificate-authority=" + cluster.directory().resolve("pki/ca.crt"),
                "--token=s3cret"))
        .contains("jane");

    if (TestMachine.ROOT) {
      assertThat(kubectl.ok("exec", "web", "--", "hostname")).isEqualTo("web\n");
      running.add(cluster.role("proxy"));
      running.add(cluster.role("dns", "--bind-address", "127.0.0.53"));
      String address = kubectl.value("service/web", "{.spec.clusterIP}");
      eventually(() -> assertThat(machine.fetch(address, 8080)).contains("Hello from web"));
      eventually(
          () ->
              assertThat(
                      machine
                          .run("busybox", "nslookup", "web.default.svc.cluster.local", "127.0.0.53")
                          .out())
                  .contains(address));
    }

    cluster.kubejar("reset").require();
    running.forEach(role -> eventually(() -> assertThat(role.runs()).isFalse()));
    List<String> groups = before.findings().get("control groups");
    assertThat(Snapshot.of(machine).withControlGroups(groups)).isEqualTo(before);
    assertThat(cluster.directory()).doesNotExist();
  }

  @Test
  void runsInTheForeground() {
    TestCluster cluster = new TestCluster(machine, "foreground", List.of());
    RunningCommand up =
        machine.startKubejar(
            "up",
            "--foreground",
            "--simulated",
            "--no-merge",
            "--port",
            "7012",
            "--name",
            cluster.name(),
            "--data-dir",
            cluster.directory().toString());
    running.add(up);
    eventually(() -> assertThat(cluster.kubejar("status").exit()).isZero());
    assertThat(up.runs()).isTrue();
    cluster.kubejar("down").require();
    eventually(() -> assertThat(up.runs()).isFalse());
    cluster.kubejar("reset").require();
  }
}
