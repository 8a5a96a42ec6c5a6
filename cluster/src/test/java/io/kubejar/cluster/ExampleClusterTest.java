package io.kubejar.cluster;

import static io.kubejar.cluster.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.cluster.testing.Kubectl;
import io.kubejar.cluster.testing.Namespace;
import io.kubejar.cluster.testing.TestMachine;
import io.kubejar.cluster.testing.WithCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The example of the README, end to end.
@WithCluster
class ExampleClusterTest {
  @Test
  void servesAndIsReachedInEveryWay(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.ok("apply", "-f", TestMachine.repository().resolve("examples/hello").toString());
    kubectl.ok("rollout", "status", "deployment/hello", "--timeout=60s");
    kubectl.ok("rollout", "status", "statefulset/hello-store", "--timeout=60s");

    String address = kubectl.value("service/hello", "{.spec.clusterIP}");
    TestMachine machine = namespace.cluster().machine();
    eventually(() -> assertThat(machine.fetch(address, 80)).contains("Welcome to KubeJar"));
    eventually(() -> assertThat(machine.fetch("127.0.0.1", 30080)).contains("Welcome to KubeJar"));
    String anyPod = kubectl.value("pods -l app=hello", "{.items[0].metadata.name}");
    for (String url :
        List.of(
            "http://hello",
            "http://hello." + namespace.name() + ".svc.cluster.local",
            "http://" + address)) {
      assertThat(kubectl.ok("exec", anyPod, "--", "wget", "-q", "-O", "-", url))
          .contains("Hello from hello-");
    }
    for (String member : List.of("hello-store-0", "hello-store-1")) {
      assertThat(
              kubectl.ok(
                  "exec",
                  anyPod,
                  "--",
                  "wget",
                  "-q",
                  "-O",
                  "-",
                  "http://" + member + ".hello-store:8080"))
          .contains("Hello from " + member);
    }
    assertThat(kubectl.ok("exec", anyPod, "--", "sh", "-c", "echo $PASSWORD $POD_NAME"))
        .isEqualTo("open-sesame " + anyPod + "\n");

    kubectl.ok("wait", "--for=condition=complete", "job/hello-check", "--timeout=60s");
    assertThat(kubectl.ok("logs", "job/hello-check")).contains("reached");

    kubectl.ok(
        "patch",
        "configmap",
        "hello",
        "--type=merge",
        "-p",
        "{\"data\":{\"greeting\":\"Good morning\"}}");
    eventually(
        () ->
            assertThat(machine.fetch("127.0.0.1", 30080))
                .contains("Good morning")
                .doesNotContain("Welcome"));
  }

  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 3
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            terminationGracePeriodSeconds: 1
            containers:
            - {name: web, image: "hello:1", imagePullPolicy: IfNotPresent}
      """;

  @Test
  void rollsOutUndoesAndPauses(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(WEB);
    assertThat(kubectl.ok("rollout", "status", "deployment/web", "--timeout=60s"))
        .contains("deployment \"web\" successfully rolled out");

    kubectl.ok("set", "image", "deployment/web", "web=docker.io/library/hello:1");
    kubectl.ok("rollout", "status", "deployment/web", "--timeout=60s");
    assertThat(kubectl.value("pods", "{.items[*].spec.containers[0].image}").split(" "))
        .contains("docker.io/library/hello:1");
    assertThat(kubectl.ok("rollout", "history", "deployment/web"))
        .containsSubsequence("REVISION", "1", "2");

    kubectl.ok("rollout", "undo", "deployment/web");
    kubectl.ok("rollout", "status", "deployment/web", "--timeout=60s");
    assertThat(kubectl.value("deployment/web", "{.spec.template.spec.containers[0].image}"))
        .isEqualTo("hello:1");
    assertThat(
            kubectl.value(
                "deployment/web", "{.metadata.annotations.deployment\\.kubernetes\\.io/revision}"))
        .isEqualTo("3");
    assertThat(kubectl.value("replicasets", "{.items[*].spec.replicas}").split(" "))
        .containsExactlyInAnyOrder("0", "3");

    kubectl.ok("rollout", "pause", "deployment/web");
    kubectl.ok("set", "env", "deployment/web", "COLOUR=blue");
    eventually(
        () ->
            assertThat(
                    kubectl.value(
                        "deployment/web",
                        "{.status.conditions[?(@.type==\"Progressing\")].reason}"
                            + " {.status.observedGeneration}={.metadata.generation}"))
                .matches("DeploymentPaused (\\d+)=\\1"));
    assertThat(kubectl.value("replicasets", "{.items[*].metadata.name}").split(" ")).hasSize(2);
    kubectl.ok("rollout", "resume", "deployment/web");
    kubectl.ok("rollout", "status", "deployment/web", "--timeout=60s");
    assertThat(kubectl.value("replicasets", "{.items[*].metadata.name}").split(" ")).hasSize(3);
  }

  @Test
  void scalesUpAndDown(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(WEB);
    kubectl.ok("scale", "deployment/web", "--replicas=5");
    kubectl.ok(
        "wait", "--for=jsonpath={.status.readyReplicas}=5", "deployment/web", "--timeout=60s");
    kubectl.ok("scale", "deployment/web", "--replicas=1");
    eventually(
        () -> assertThat(kubectl.value("pods", "{.items[*].metadata.name}").split(" ")).hasSize(1));
    assertThat(kubectl.events("web")).contains("ScalingReplicaSet");
    assertThat(kubectl.ok("get", "events", "--field-selector=involvedObject.name=web"))
        .containsPattern("Scaled up replica set web-\\w+ from 3 to 5")
        .containsPattern("Scaled down replica set web-\\w+ from 5 to 1");
  }
}
