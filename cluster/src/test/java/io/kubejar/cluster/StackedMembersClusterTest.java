package io.kubejar.cluster;

import static io.kubejar.cluster.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.cluster.testing.Kubectl;
import io.kubejar.cluster.testing.Outcome;
import io.kubejar.cluster.testing.RunningCommand;
import io.kubejar.cluster.testing.TestCluster;
import io.kubejar.cluster.testing.TestMachine;
import io.kubejar.cluster.testing.TestMembers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Three machines, each a server with an etcd beside it: how they come together, what the loss of
/// one does, and how they part.
class StackedMembersClusterTest {
  private static final String ENDPOINTS = "{.endpoints[*].addresses[0]}";
  private static final String ALL = "10.66.0.1 10.66.0.2 10.66.0.3";

  @Test
  void anyOfThreeMachinesMayBeLost() throws Exception {
    if (!TestMembers.available()) {
      return;
    }
    try (TestMachine first = TestMachine.start();
        TestMachine second = TestMachine.start();
        TestMachine third = TestMachine.start()) {
      first.connect(List.of(second, third), "10.66.0");
      TestCluster one = new TestCluster(first, "ha", List.of());
      TestCluster two = new TestCluster(second, "ha", List.of());
      TestCluster three = new TestCluster(third, "ha", List.of());

      nothingIsLeftOfABeginningThatFails(one);
      String told = begin(one).require();
      String join = TestMembers.joinCommands(told).getLast();
      join(two, join, 2).require();
      nothingIsLeftOfAJoiningThatFails(one, three, join);
      join(three, join, 3).require();
      Kubectl kubectl = two.kubectl();
      eventually(() -> assertThat(endpoints(kubectl)).isEqualTo(ALL));
      onlyTheOwnerReads(List.of(one, two, three));
      onlyCertificatesOpenEtcd(one);

      kubectl.ok("create", "configmap", "kept");
      Path backup = first.directory().resolve("backup.zip");
      one.kubejar("backup", backup.toString()).require();
      kubectl.ok("create", "configmap", "later");

      aWholeMachineIsLost(one, two);
      one.kubejar("up").require();
      eventually(() -> assertThat(endpoints(kubectl)).isEqualTo(ALL));
      etcdIsStartedAgain(two);

      three.kubejar("reset").require();
      assertThat(three.directory()).doesNotExist();
      assertThat(one.kubejar("etcd members").require())
          .contains("10.66.0.2")
          .doesNotContain("10.66.0.3");
      theMajorityIsLost(one, two);
      restored(one, backup);
    }
  }

  private static Outcome begin(TestCluster one, String... options) {
    return with(one, "init --cluster-init", 1, options);
  }

  private static Outcome join(TestCluster member, String command, int number, String... options) {
    return with(member, command, number, options);
  }

  private static Outcome with(TestCluster member, String command, int number, String... options) {
    List<String> all =
        List.of(
            "--simulated",
            "--no-merge",
            "--node-name=node-" + number,
            "--advertise-address=10.66.0." + number);
    return member.kubejar(
        command, Stream.concat(all.stream(), Stream.of(options)).toArray(String[]::new));
  }

  private static String endpoints(Kubectl kubectl) {
    return kubectl.value("endpointslice/kubernetes", ENDPOINTS);
  }

  private static void nothingIsLeftOfABeginningThatFails(TestCluster one) {
    refused(one, begin(one, "--etcd-binary=/bin/true"), "/bin/true is not etcd");
    refused(one, begin(one, "--etcd-servers=http://10.66.0.9:2379"), "leave out --etcd-servers");
    try (RunningCommand _ = taken(one)) {
      refused(one, begin(one), "port 2380 of 10.66.0.1, which etcd needs, can't be used");
    }
  }

  /// A web server of the machine's JDK, at the port of etcd's members.
  private static RunningCommand taken(TestCluster one) {
    RunningCommand server =
        one.machine()
            .startCommand(
                Path.of(System.getProperty("java.home"), "bin", "jwebserver").toString(),
                "-b",
                "10.66.0.1",
                "-p",
                "2380");
    eventually(() -> assertThat(server.output()).contains("10.66.0.1"));
    return server;
  }

  private static void nothingIsLeftOfAJoiningThatFails(
      TestCluster one, TestCluster three, String join) {
    refused(three, join(three, join, 3, "--etcd-binary=/bin/true"), "/bin/true is not etcd");
    // Found out only when the server starts, when the member of etcd has joined already.
    refused(
        three,
        join(three, join, 3, "--audit-log-path=/proc/audit.log", "--audit-policy-file=/dev/null"),
        "audit");
    assertThat(one.kubejar("etcd members").require()).doesNotContain("10.66.0.3");
  }

  private static void refused(TestCluster member, Outcome outcome, String message) {
    assertThat(outcome.exit()).as(outcome.text()).isNotZero();
    assertThat(outcome.text()).contains(message).doesNotContain("\tat ");
    assertThat(member.directory()).doesNotExist();
    assertThat(member.machine().run("pgrep", "-x", "etcd").out()).isEmpty();
  }

  private static void onlyTheOwnerReads(List<TestCluster> all) throws Exception {
    for (TestCluster each : all) {
      assertThat(permissions(each.directory().resolve("etcd"))).isEqualTo("rwx------");
      try (Stream<Path> files = Files.walk(each.directory().resolve("pki"))) {
        for (Path file : files.toList()) {
          assertThat(permissions(file))
              .as(file.toString())
              .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
        }
      }
    }
  }

  private static String permissions(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void onlyCertificatesOpenEtcd(TestCluster one) {
    for (String address : List.of("127.0.0.1", "10.66.0.1")) {
      assertThat(one.kubejar("store check", "--etcd-servers=https://" + address + ":2379").text())
          .contains("no etcd answers");
    }
  }

  /// Server and etcd of a machine end at once; nothing acknowledged is lost.
  private static void aWholeMachineIsLost(TestCluster one, TestCluster two) throws Exception {
    List<String> servers =
        List.of("https://10.66.0.1:6443", "https://10.66.0.2:6443", "https://10.66.0.3:6443");
    RunningCommand client =
        TestMembers.busy(two.machine(), two.directory().resolve("kubeconfig"), servers, "hard");
    try {
      one.machine().run("kill", "-KILL", one.process(), etcd(one)).require();
      // With the machine etcd's leader may be lost, and for a moment nothing is written.
      eventually(
          () ->
              assertThat(two.kubectl().run("create", "configmap", "meanwhile").text())
                  .containsAnyOf("created", "already exists"));
      assertThat(TestMembers.report(client))
          .allSatisfy(
              line -> assertThat(line).matches("ready|end|requests \\d+|.*(INFO|WARNING).*"))
          .anySatisfy(line -> assertThat(line).matches("requests \\d{2,}"));
    } finally {
      client.close();
    }
  }

  private static String etcd(TestCluster cluster) throws Exception {
    return Files.readString(cluster.directory().resolve("etcd.pid")).split(" ")[0];
  }

  private static void etcdIsStartedAgain(TestCluster two) throws Exception {
    String before = etcd(two);
    two.machine().run("kill", "-KILL", before).require();
    eventually(() -> assertThat(etcd(two)).isNotEqualTo(before));
    eventually(() -> two.kubejar("etcd members").require());

    // It outlives the server, whose next start takes it over.
    String now = etcd(two);
    two.kill();
    two.kubejar("up").require();
    assertThat(etcd(two)).isEqualTo(now);
  }

  /// One of two machines is lost, and with it etcd's majority; the other one ends all the same.
  private static void theMajorityIsLost(TestCluster one, TestCluster two) throws Exception {
    one.machine().run("kill", "-KILL", one.process(), etcd(one)).require();
    assertThat(two.kubejar("down").require()).contains("Most members of etcd do not answer");
    assertThat(two.machine().run("pgrep", "-x", "etcd").out()).isEmpty();
  }

  private static void restored(TestCluster one, Path backup) {
    one.kubejar("down").require();
    assertThat(one.machine().run("pgrep", "-x", "etcd").out()).isEmpty();
    assertThat(one.kubejar("restore", backup.toString()).text()).contains("--force");
    one.kubejar("restore", "--force", backup.toString()).require();
    one.kubejar("up").require();
    assertThat(one.kubectl().value("configmaps", "{.items[*].metadata.name}"))
        .contains("kept")
        .doesNotContain("later");
    one.kubejar("reset").require();
  }
}
