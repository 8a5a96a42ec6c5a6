package io.kubejar.cluster;

import static io.kubejar.cluster.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.cluster.testing.Kubectl;
import io.kubejar.cluster.testing.Namespace;
import io.kubejar.cluster.testing.Outcome;
import io.kubejar.cluster.testing.RunningCommand;
import io.kubejar.cluster.testing.WithCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What pods of real containers do, and what `kubectl` does with them.
@WithCluster
class PodsClusterTest {
  /// A pod that runs a shell script.
  private static String pod(String name, String script, String more) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s, labels: {app: %s}}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
      - name: main
        image: busybox:1
        imagePullPolicy: IfNotPresent
        command: [sh, -c, '%s']
    """
            .formatted(name, name, script)
        + more.indent(4);
  }

  private static void ready(Kubectl kubectl, String pod) {
    kubectl.ok("wait", "--for=condition=Ready", "pod/" + pod, "--timeout=60s");
  }

  private static String restarts(Kubectl kubectl, String pod) {
    return kubectl.value("pod/" + pod, "{.status.containerStatuses[0].restartCount}");
  }

  @Test
  void deletedPodsAreReplaced(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(
        """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: set}
        spec:
          replicas: 2
          selector: {matchLabels: {app: set}}
          template:
            metadata: {labels: {app: set}}
            spec:
              terminationGracePeriodSeconds: 1
              containers:
              - name: main
                image: busybox:1
                imagePullPolicy: IfNotPresent
                command: [sleep, "1000"]
        """);
    kubectl.ok("wait", "--for=jsonpath={.status.readyReplicas}=2", "rs/set", "--timeout=60s");
    String victim = kubectl.value("pods", "{.items[0].metadata.name}");
    kubectl.ok("delete", "pod", victim);
    kubectl.ok("wait", "--for=jsonpath={.status.readyReplicas}=2", "rs/set", "--timeout=60s");
    assertThat(kubectl.value("pods", "{.items[*].metadata.name}").split(" "))
        .hasSize(2)
        .doesNotContain(victim);
    assertThat(kubectl.value("pods", "{.items[*].status.containerStatuses[0].restartCount}"))
        .isEqualTo("0 0");
    assertThat(kubectl.events("set"))
        .containsExactly("SuccessfulCreate", "SuccessfulCreate", "SuccessfulCreate");
    assertThat(kubectl.events(victim))
        .contains("Scheduled", "Pulled", "Created", "Started", "Killing");
  }

  @Test
  void killedProcessesComeBack(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    String marker = "sleep 98761";
    kubectl.apply(pod("killed", "exec " + marker, ""));
    ready(kubectl, "killed");
    namespace.cluster().machine().run("pkill", "-KILL", "-x", "-f", marker).require();
    eventually(() -> assertThat(restarts(kubectl, "killed")).isEqualTo("1"));
    ready(kubectl, "killed");
    assertThat(
            kubectl.value(
                "pod/killed",
                "{.status.containerStatuses[0].lastState.terminated.exitCode}"
                    + " {.status.containerStatuses[0].lastState.terminated.reason}"))
        .isEqualTo("137 Error");
    assertThat(kubectl.ok("describe", "pod", "killed")).containsPattern("Started .*\\(x2 over ");
  }

  @Test
  void unreadyPodsLeaveTheEndpoints(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(
        pod(
            "readiness",
            "touch /tmp/ready; sleep 1000",
            """
            readinessProbe:
              exec: {command: [cat, /tmp/ready]}
              periodSeconds: 1
              failureThreshold: 1
            """));
    kubectl.ok("expose", "pod", "readiness", "--port=80");
    ready(kubectl, "readiness");
    String address = kubectl.value("pod/readiness", "{.status.podIP}");
    eventually(() -> assertThat(readyAddresses(kubectl)).isEqualTo(address));

    kubectl.ok("exec", "readiness", "--", "rm", "/tmp/ready");
    eventually(() -> assertThat(readyAddresses(kubectl)).isEmpty());
    assertThat(kubectl.value("endpoints/readiness", "{.subsets[*].notReadyAddresses[*].ip}"))
        .isEqualTo(address);
    assertThat(kubectl.events("readiness")).contains("Unhealthy");
    kubectl.ok("exec", "readiness", "--", "touch", "/tmp/ready");
    eventually(() -> assertThat(readyAddresses(kubectl)).isEqualTo(address));
    assertThat(restarts(kubectl, "readiness")).isEqualTo("0");
  }

  private static String readyAddresses(Kubectl kubectl) {
    return kubectl.value(
        "endpointslices -l kubernetes.io/service-name=readiness",
        "{.items[*].endpoints[?(@.conditions.ready==true)].addresses[0]}");
  }

  @Test
  void failingLivenessRestarts(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(
        pod(
            "liveness",
            "touch /tmp/alive; sleep 1000",
            """
            livenessProbe:
              exec: {command: [cat, /tmp/alive]}
              periodSeconds: 1
              failureThreshold: 2
            """));
    ready(kubectl, "liveness");
    kubectl.ok("exec", "liveness", "--", "rm", "/tmp/alive");
    eventually(() -> assertThat(restarts(kubectl, "liveness")).isEqualTo("1"));
    assertThat(kubectl.ok("describe", "pod", "liveness"))
        .contains("Liveness probe failed: cat: can't open '/tmp/alive': No such file or directory")
        .contains("Container main failed liveness probe, will be restarted");
  }

  @Test
  void execRunsCommands(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(pod("exec", "sleep 1000", ""));
    ready(kubectl, "exec");
    Outcome failed =
        kubectl.run("exec", "exec", "--", "sh", "-c", "echo out; echo err >&2; exit 7");
    assertThat(failed.exit()).isEqualTo(7);
    assertThat(failed.out()).isEqualTo("out\n");
    assertThat(failed.err()).isEqualTo("err\ncommand terminated with exit code 7\n");
    String large = "0123456789abcdef".repeat(20_000);
    assertThat(kubectl.runWith(large, "exec", "-i", "exec", "--", "cat").require())
        .isEqualTo(large);
    assertThat(kubectl.run("exec", "exec", "--", "no-such-program").text())
        .contains("executable file not found in $PATH");
  }

  @Test
  void logsAreFollowed(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(pod("logs", "i=0; while sleep 0.2; do i=$((i+1)); echo line $i; done", ""));
    ready(kubectl, "logs");
    try (RunningCommand logs = kubectl.start("logs", "-f", "logs")) {
      eventually(() -> assertThat(logs.output()).startsWith("line 1\nline 2\nline 3\n"));
      String before = logs.output();
      eventually(() -> assertThat(logs.output()).hasSizeGreaterThan(before.length() + 20));
      assertThat(logs.runs()).isTrue();
    }
    // Another line may come while the last one is read.
    assertThat(kubectl.ok("logs", "logs", "--tail=1").lines()).hasSizeBetween(1, 2);
    assertThat(kubectl.ok("logs", "logs", "--timestamps", "--tail=1"))
        .matches("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+Z line \\d+\n){1,2}");
  }

  @Test
  void previousLogsAreKept(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(
        pod(
                "previous",
                "if [ -e /keep/f ]; then echo second; sleep 1000; fi; touch /keep/f; echo first;"
                    + " exit 3",
                "volumeMounts: [{name: keep, mountPath: /keep}]")
            + "  volumes: [{name: keep, emptyDir: {}}]\n");
    eventually(() -> assertThat(restarts(kubectl, "previous")).isEqualTo("1"));
    eventually(() -> assertThat(kubectl.ok("logs", "previous")).isEqualTo("second\n"));
    assertThat(kubectl.ok("logs", "previous", "--previous")).isEqualTo("first\n");
  }

  @Test
  void filesAreCopied(Namespace namespace) throws IOException {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(pod("copy", "sleep 1000", ""));
    ready(kubectl, "copy");
    Path there = namespace.cluster().machine().directory().resolve("there");
    Path back = namespace.cluster().machine().directory().resolve("back");
    Files.writeString(there, "some text\n".repeat(50_000));
    kubectl.ok("cp", there.toString(), "copy:/tmp/copied");
    kubectl.ok("cp", "copy:/tmp/copied", back.toString());
    assertThat(back).hasSameTextualContentAs(there);
  }

  @Test
  void portsAreForwarded(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(
        pod(
            "ports",
            "mkdir /tmp/w; echo forwarded > /tmp/w/index.html; httpd -f -p 8080 -h /tmp/w",
            ""));
    ready(kubectl, "ports");
    try (RunningCommand forward = kubectl.start("port-forward", "pod/ports", "18080:8080")) {
      eventually(() -> assertThat(forward.output()).contains("Forwarding from 127.0.0.1:18080"));
      for (int i = 0; i < 3; i++) {
        eventually(
            () ->
                assertThat(namespace.cluster().machine().fetch("127.0.0.1", 18080))
                    .isEqualTo("forwarded\n"));
      }
    }
  }

  @Test
  void attachReachesTheProcess(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(pod("attached", "while read -r line; do echo got $line; done", "stdin: true"));
    ready(kubectl, "attached");
    try (RunningCommand attach = kubectl.start("attach", "-i", "attached")) {
      eventually(
          () -> {
            attach.type("ping");
            assertThat(attach.output()).contains("got ping");
          });
    }
    assertThat(kubectl.ok("logs", "attached")).contains("got ping");
  }

  @Test
  void editedConfigReachesItsFiles(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.ok("create", "configmap", "config", "--from-literal=colour=red");
    kubectl.apply(
        pod("config", "sleep 1000", "volumeMounts: [{name: config, mountPath: /config}]")
            + "  volumes: [{name: config, configMap: {name: config}}]\n");
    ready(kubectl, "config");
    assertThat(kubectl.ok("exec", "config", "--", "cat", "/config/colour")).isEqualTo("red");
    kubectl.ok(
        "patch",
        "configmap",
        "config",
        "--type=merge",
        "-p",
        "{\"data\":{\"colour\":\"blue\",\"size\":\"9\"}}");
    eventually(
        () ->
            assertThat(kubectl.ok("exec", "config", "--", "sh", "-c", "cat /config/*"))
                .isEqualTo("blue9"));
  }

  @Test
  void initContainersComeFirst(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(
        pod("init", "cat /work/made; sleep 1000", "volumeMounts: [{name: work, mountPath: /work}]")
            + """
              volumes: [{name: work, emptyDir: {}}]
              initContainers:
              - name: first
                image: busybox:1
                imagePullPolicy: IfNotPresent
                command: [sh, -c, "echo made by init > /work/made"]
                volumeMounts: [{name: work, mountPath: /work}]
            """);
    ready(kubectl, "init");
    assertThat(kubectl.ok("logs", "init", "-c", "main")).isEqualTo("made by init\n");
    assertThat(
            kubectl.value("pod/init", "{.status.initContainerStatuses[0].state.terminated.reason}"))
        .isEqualTo("Completed");
  }

  @Test
  void missingImagesAreTold(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.ok("run", "absent", "--image=localhost:1/absent:1");
    eventually(
        () ->
            assertThat(
                    kubectl.value(
                        "pod/absent", "{.status.containerStatuses[0].state.waiting.reason}"))
                .isIn("ErrImagePull", "ImagePullBackOff"));
    eventually(() -> assertThat(kubectl.events("absent")).contains("Pulling", "Failed"));
    assertThat(kubectl.ok("get", "pod", "absent")).containsPattern("ErrImagePull|ImagePullBackOff");
  }
}
