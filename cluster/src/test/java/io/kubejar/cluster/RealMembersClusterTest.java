package io.kubejar.cluster;

import static io.kubejar.cluster.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.cluster.testing.Kubectl;
import io.kubejar.cluster.testing.Snapshot;
import io.kubejar.cluster.testing.TestCluster;
import io.kubejar.cluster.testing.TestMachine;
import io.kubejar.cluster.testing.TestMembers;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Two machines with a cable between them, each of which runs containers.
class RealMembersClusterTest {
  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            terminationGracePeriodSeconds: 1
            containers:
            - name: web
              image: busybox:1
              imagePullPolicy: IfNotPresent
              env: [{name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]
              command: [sh, -c, 'mkdir /www && echo on $NODE > /www/index.html && httpd -f -p 8080 -h /www']
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
      """;
  private static final String PODS = "pods --field-selector=spec.nodeName=";

  @Test
  void podsOfTwoMachinesReachEachOther() {
    if (!TestMachine.ROOT) {
      System.out.println("Left out, since only root can run containers");
      return;
    }
    try (TestMachine one = TestMachine.start();
        TestMachine two = TestMachine.start()) {
      one.connect(two, "10.77.0.1/24", "10.77.0.2/24");
      Snapshot before = Snapshot.of(two);
      TestCluster first = new TestCluster(one, "one", List.of());
      TestCluster second = new TestCluster(two, "one", List.of());
      first.busyboxImage();
      second.busyboxImage();
      String told =
          first
              .kubejar("init", "--no-merge", "--node-name=one", "--advertise-address=10.77.0.1")
              .require();
      String join = TestMembers.joinCommands(told).getFirst();
      second.kubejar(join, "--no-merge", "--node-name=two", "--node-ip=10.77.0.2").require();

      Kubectl kubectl = first.kubectl();
      eventually(() -> kubectl.ok("get", "serviceaccount", "default"));
      kubectl.apply(WEB);
      eventually(
          () -> assertThat(kubectl.value("daemonset/web", "{.status.numberReady}")).isEqualTo("2"));
      String here = kubectl.value(PODS + "one", "{.items[0].metadata.name}");
      String there = kubectl.value(PODS + "two", "{.items[0].metadata.name}");
      assertThat(fetch(kubectl, here, kubectl.value("pod/" + there, "{.status.podIP}:8080")))
          .isEqualTo("on two\n");
      assertThat(fetch(kubectl, there, kubectl.value("pod/" + here, "{.status.podIP}:8080")))
          .isEqualTo("on one\n");
      for (String pod : List.of(here, there)) {
        eventually(() -> assertThat(fetch(kubectl, pod, "web")).isEqualTo("on one\n"));
        eventually(() -> assertThat(fetch(kubectl, pod, "web")).isEqualTo("on two\n"));
      }

      onlyTheNodeItselfIsBelieved(two, kubectl, there);

      // The machine goes on with its containers when KubeJar is killed on it.
      String started = kubectl.value("pod/" + there, "{.status.containerStatuses[0].containerID}");
      second.kill();
      second.kubejar("up").require();
      // The node's own API is there a little before the node knows its pods again.
      eventually(
          () -> assertThat(kubectl.ok("exec", there, "--", "hostname")).isEqualTo(there + "\n"));
      assertThat(kubectl.value("pod/" + there, "{.status.containerStatuses[0].containerID}"))
          .isEqualTo(started);

      second.kubejar("reset").require();
      List<String> groups = before.findings().get("control groups");
      assertThat(Snapshot.of(two).withControlGroups(groups)).isEqualTo(before);
      assertThat(second.directory()).doesNotExist();
      first.kubejar("reset").require();
    }
  }

  /// What answers at another address than the node's certificate names gets no request, even where
  /// the node's status leads there.
  private static void onlyTheNodeItselfIsBelieved(TestMachine two, Kubectl kubectl, String pod) {
    two.run("ip", "address", "add", "10.77.0.9/32", "dev", "lo").require();
    two.run(
            "nft",
            "table ip other { chain in { type nat hook prerouting priority -100;"
                + " ip daddr 10.77.0.9 tcp dport 10250 dnat to 10.77.0.2; }; }")
        .require();
    eventually(
        () -> {
          say(kubectl, "10.77.0.9");
          assertThat(kubectl.run("exec", pod, "--", "hostname").text())
              .contains("10.77.0.9")
              .contains("certificate");
        });
    two.run("nft", "delete table ip other").require();
    two.run("ip", "address", "delete", "10.77.0.9/32", "dev", "lo").require();
    say(kubectl, "10.77.0.2");
    eventually(() -> assertThat(kubectl.ok("exec", pod, "--", "hostname")).isEqualTo(pod + "\n"));
  }

  /// Writes into the node's status where it is.
  private static void say(Kubectl kubectl, String address) {
    kubectl.ok(
        "patch",
        "node/two",
        "--subresource=status",
        "--type=json",
        "-p",
        "[{\"op\":\"replace\",\"path\":\"/status/addresses/0/address\",\"value\":\"%s\"}]"
            .formatted(address));
  }

  private static String fetch(Kubectl kubectl, String pod, String address) {
    return kubectl
        .run("exec", pod, "--", "timeout", "3", "wget", "-qO-", "http://" + address)
        .out();
  }
}
