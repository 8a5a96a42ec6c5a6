package io.kubejar.cluster;

import static io.kubejar.cluster.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.cluster.testing.Kubectl;
import io.kubejar.cluster.testing.Outcome;
import io.kubejar.cluster.testing.RunningCommand;
import io.kubejar.cluster.testing.TestMembers;
import io.kubejar.cluster.testing.TestMembers.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A cluster of two servers and a node: how it comes to be, and what it bears.
class MembersClusterTest {
  private static final String NODES =
      "{range .items[*]}{.metadata.name}={.status.conditions[?(@.type==\"Ready\")].status} {end}";
  private static final String ENDPOINTS = "{.endpoints[*].addresses[0]}";
  private static final String AFTERWARDS =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: afterwards}
      spec:
        replicas: 2
        selector: {matchLabels: {app: afterwards}}
        template:
          metadata: {labels: {app: afterwards}}
          spec:
            nodeSelector: {kubernetes.io/hostname: node}
            containers:
            - {name: main, image: afterwards}
      """;
  private static final String STARTS =
      "{range .items[*]}{.metadata.name} {.status.startTime}"
          + " {.status.containerStatuses[0].restartCount}{\"\\n\"}{end}";

  @Test
  void serversComeAndGoAndNobodyNotices() throws Exception {
    if (!TestMembers.available()) {
      return;
    }
    try (TestMembers members = TestMembers.start()) {
      Member first = members.member("first", 1);
      Member second = members.member("second", 2);
      Member node = members.member("node", 3);

      String told = members.init(first).require();
      List<String> commands = TestMembers.joinCommands(told);
      assertThat(commands).hasSize(2);
      refusals(members, first, node, commands);
      members.join(node, commands.getFirst()).require();
      members.join(second, commands.getLast()).require();
      onlyTheOwnerReads(members, List.of(first, second, node));
      Kubectl kubectl = members.kubectl(second);
      eventually(
          () ->
              assertThat(kubectl.value("nodes", NODES).strip())
                  .isEqualTo("first=True node=True second=True"));
      eventually(() -> assertThat(endpoints(kubectl)).isEqualTo("10.88.0.1 10.88.0.2"));

      kubectl.ok("create", "deployment", "web", "--image=web", "--replicas=6");
      kubectl.ok("rollout", "status", "deployment/web", "--timeout=60s");
      String onNode = kubectl.value("pods --field-selector=spec.nodeName=node", STARTS);
      assertThat(onNode).isNotBlank();

      assertThat(members.kubejar(node, "status").require())
          .contains("is ready")
          .contains("https://10.88.0.");

      rollingRestart(members, first, second);
      eventually(() -> assertThat(endpoints(kubectl)).isEqualTo("10.88.0.1 10.88.0.2"));
      assertThat(kubectl.value("pods --field-selector=spec.nodeName=node", STARTS))
          .isEqualTo(onNode);

      suddenEnd(members, first, second);
      eventually(() -> assertThat(endpoints(kubectl)).isEqualTo("10.88.0.2"));
      kubectl.apply(AFTERWARDS);
      kubectl.ok("rollout", "status", "deployment/afterwards", "--timeout=60s");
      assertThat(kubectl.value("node/node", "{.status.conditions[?(@.type==\"Ready\")].status}"))
          .isEqualTo("True");
      assertThat(kubectl.value("pods --field-selector=spec.nodeName=node", STARTS))
          .contains(onNode.strip());

      members.kubejar(first, "up").require();
      eventually(() -> assertThat(endpoints(kubectl)).isEqualTo("10.88.0.1 10.88.0.2"));
      for (Member member : List.of(node, second, first)) {
        members.kubejar(member, "reset").require();
        assertThat(members.directory(member)).doesNotExist();
      }
    }
  }

  private static String endpoints(Kubectl kubectl) {
    return kubectl.value("endpointslice/kubernetes", ENDPOINTS);
  }

  /// All that people get wrong, each told in a line, with nothing left behind.
  private static void refusals(
      TestMembers members, Member first, Member node, List<String> commands) {
    String join = commands.getFirst();
    refused(members.init(first), "a cluster runs already in");
    refused(members.init(node), "the etcd holds a cluster already");
    refused(
        members.join(node, join.replaceAll("sha256:[0-9a-f]{8}", "sha256:00000000")),
        "which is not the one that was named");
    refused(
        members.join(
            node, join.replaceAll("--token (......)\\.\\S+", "--token $1.0123456789abcdef")),
        "is not signed with the token");
    refused(
        members.join(node, join.replaceAll("--token \\S+", "--token nosuch.0123456789abcdef")),
        "does not know the token \"nosuch\"");
    refused(members.join(node, join.replaceAll("--token \\S+", "--token x")), "of the form");
    refused(members.join(node, join.replace(":6443", ":6")), "can't be reached");
    refused(
        members.join(node, commands.getLast().replaceAll("key \\S+", "key " + "00".repeat(32))),
        "--certificate-key is not the one");
    refused(members.join(first, join), "a cluster runs already in");
    refused(
        members.kubejar(node, join + " --simulated --node-name=first --node-ip=10.88.0.3"),
        "a node \"first\" is in the cluster already");
    assertThat(members.directory(node)).doesNotExist();

    String id = join.replaceAll(".*--token (......).*", "$1");
    String made =
        members.kubejar(first, "token create", "--ttl=1h", "--print-join-command").require();
    String other = made.replaceAll("(?s).*--token (......).*", "$1");
    assertThat(members.kubejar(first, "token list").require()).contains(id + ".", other + ".");
    assertThat(members.kubejar(first, "token delete", other).require())
        .isEqualTo("bootstrap token \"" + other + "\" deleted\n");
    refused(members.kubejar(first, "token delete", other), "there is no bootstrap token");
  }

  private static void refused(Outcome outcome, String message) {
    assertThat(outcome.exit()).as(outcome.text()).isNotZero();
    assertThat(outcome.text()).contains(message).doesNotContain("\tat ");
  }

  private static void onlyTheOwnerReads(TestMembers members, List<Member> all) throws Exception {
    for (Member member : all) {
      Path directory = members.directory(member);
      try (Stream<Path> files = Files.walk(directory.resolve("pki"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .as(file.toString())
              .isEqualTo("rw-------");
        }
      }
      assertThat(Files.readString(directory.resolve("machine.options")))
          .doesNotContain("token")
          .doesNotContain("certificate-key");
      assertThat(Files.readString(directory.resolve("kubejar.log")))
          .doesNotContain("0123456789abcdef");
    }
    assertThat(Files.readAllBytes(members.directory(all.get(0)).resolve("pki/ca.key")))
        .isEqualTo(Files.readAllBytes(members.directory(all.get(1)).resolve("pki/ca.key")));
  }

  /// One after the other ends in peace and starts again; no request fails.
  private static void rollingRestart(TestMembers members, Member... servers) {
    try (RunningCommand client = members.busy("soft", servers);
        RunningCommand balanced = members.balanced(servers)) {
      for (Member server : servers) {
        members.kubejar(server, "down").require();
        members.kubejar(server, "up").require();
      }
      expectNoFlaw(TestMembers.report(client));
      expectNoFlaw(TestMembers.report(balanced));
    }
  }

  /// One is killed; nothing that was acknowledged is lost, and watches go on without a gap.
  private static void suddenEnd(TestMembers members, Member victim, Member other) {
    RunningCommand client = members.busy("hard", victim, other);
    try {
      members.kill(victim);
      eventually(() -> assertThat(endpoints(members.kubectl(other))).isEqualTo(other.address()));
      expectNoFlaw(TestMembers.report(client));
    } finally {
      client.close();
    }
  }

  private static void expectNoFlaw(List<String> report) {
    assertThat(report)
        .allSatisfy(line -> assertThat(line).matches("ready|end|requests \\d+|.*(INFO|WARNING).*"));
    assertThat(report).anySatisfy(line -> assertThat(line).matches("requests \\d{2,}"));
  }
}
