package io.kubejar.cluster;

import static io.kubejar.cluster.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.cluster.testing.Kubectl;
import io.kubejar.cluster.testing.Namespace;
import io.kubejar.cluster.testing.Outcome;
import io.kubejar.cluster.testing.TestCluster;
import io.kubejar.cluster.testing.WithCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What needs several nodes or none: placing, draining, deleting, and refusing.
@WithCluster({"--simulated", "--nodes", "3", "--port", "0", "--no-merge"})
class NodesClusterTest {
  private static String web(int replicas, String more) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      replicas: %d
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec:
          terminationGracePeriodSeconds: 1
          containers:
          - {name: web, image: web}
    """
            .formatted(replicas)
        + more.indent(6);
  }

  private static List<String> nodes(Kubectl kubectl) {
    return List.of(
        kubectl
            .value("pods --field-selector=status.phase=Running", "{.items[*].spec.nodeName}")
            .split(" "));
  }

  private static void rolledOut(Kubectl kubectl) {
    kubectl.ok("rollout", "status", "deployment/web", "--timeout=60s");
  }

  @Test
  void cordonedAndDrainedNodesGetNoPods(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(web(6, ""));
    rolledOut(kubectl);
    assertThat(nodes(kubectl)).contains("node-1", "node-2", "node-3");
    try {
      kubectl.ok("cordon", "node-1");
      assertThat(kubectl.ok("get", "node", "node-1")).contains("Ready,SchedulingDisabled");
      assertThat(nodes(kubectl)).contains("node-1");
      assertThat(kubectl.ok("drain", "node-1", "--ignore-daemonsets", "--timeout=60s"))
          .contains("evicted")
          .contains("node/node-1 drained");
      rolledOut(kubectl);
      eventually(
          () ->
              assertThat(nodes(kubectl))
                  .hasSize(6)
                  .doesNotContain("node-1")
                  .contains("node-2", "node-3"));
    } finally {
      kubectl.ok("uncordon", "node-1");
    }
    kubectl.ok("scale", "deployment/web", "--replicas=9");
    rolledOut(kubectl);
    assertThat(nodes(kubectl)).contains("node-1");
  }

  @Test
  void disruptionBudgetsHoldEvictionsUp(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(web(2, "nodeName: node-3"));
    rolledOut(kubectl);
    kubectl.ok("create", "poddisruptionbudget", "web", "--selector=app=web", "--min-available=2");
    eventually(
        () ->
            assertThat(
                    kubectl.value(
                        "pdb/web", "{.status.currentHealthy} {.status.disruptionsAllowed}"))
                .isEqualTo("2 0"));
    try {
      Outcome refused =
          kubectl.run(
              "drain", "node-3", "--pod-selector=app=web", "--ignore-daemonsets", "--timeout=2s");
      assertThat(refused.exit()).isNotZero();
      assertThat(refused.text())
          .contains("Cannot evict pod as it would violate the pod's disruption budget.");
    } finally {
      kubectl.ok("uncordon", "node-3");
    }
  }

  @Test
  void taintsKeepPodsOff(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.ok("taint", "node", "node-2", "team=red:NoSchedule");
    try {
      kubectl.apply(web(6, ""));
      rolledOut(kubectl);
      assertThat(nodes(kubectl)).doesNotContain("node-2");
      kubectl.apply(
          web(
              3,
              """
              tolerations: [{key: team, operator: Equal, value: red, effect: NoSchedule}]
              nodeSelector: {kubernetes.io/hostname: node-2}
              """));
      rolledOut(kubectl);
      eventually(() -> assertThat(nodes(kubectl)).containsOnly("node-2"));
    } finally {
      kubectl.ok("taint", "node", "node-2", "team-");
    }
  }

  @Test
  void noExecuteTaintsEvict(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(web(3, ""));
    rolledOut(kubectl);
    kubectl.ok("taint", "node", "node-2", "broken=yes:NoExecute");
    try {
      eventually(() -> assertThat(nodes(kubectl)).hasSize(3).doesNotContain("node-2"));
    } finally {
      kubectl.ok("taint", "node", "node-2", "broken-");
    }
  }

  @Test
  void podsThatFitNowhereTellWhy(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: large}
        spec:
          containers:
          - {name: main, image: large, resources: {requests: {cpu: "100"}}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: picky}
        spec:
          nodeSelector: {disk: ssd}
          containers:
          - {name: main, image: picky}
        """);
    eventually(
        () ->
            assertThat(
                    kubectl.value(
                        "pod/large", "{.status.conditions[?(@.type==\"PodScheduled\")].message}"))
                .isEqualTo(
                    "0/3 nodes are available: 3 Insufficient cpu. no new claims to deallocate,"
                        + " preemption: 0/3 nodes are available: 3 Preemption is not helpful for"
                        + " scheduling."));
    eventually(
        () ->
            assertThat(
                    kubectl.value(
                        "pod/picky", "{.status.conditions[?(@.type==\"PodScheduled\")].message}"))
                .isEqualTo(
                    "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector."
                        + " no new claims to deallocate, preemption: 0/3 nodes are available: 3"
                        + " Preemption is not helpful for scheduling."));
    assertThat(kubectl.ok("get", "pod", "large")).contains("Pending");
    eventually(() -> assertThat(kubectl.events("large")).contains("FailedScheduling"));
    kubectl.ok("label", "node", "node-3", "disk=ssd");
    kubectl.ok("wait", "--for=condition=Ready", "pod/picky", "--timeout=30s");
    assertThat(kubectl.value("pod/picky", "{.spec.nodeName}")).isEqualTo("node-3");
  }

  @Test
  void deletedNamespacesTakeEverythingAlong(TestCluster cluster) {
    Namespace doomed = cluster.namespace("doomed");
    Kubectl kubectl = doomed.kubectl();
    kubectl.apply(web(3, ""));
    kubectl.ok("expose", "deployment/web", "--port=80");
    kubectl.ok("create", "configmap", "some", "--from-literal=a=b");
    kubectl.ok("create", "job", "some", "--image=some");
    rolledOut(kubectl);
    assertThat(cluster.kubectl().ok("delete", "namespace", "doomed", "--timeout=60s"))
        .startsWith("namespace \"doomed\" deleted");
    assertThat(cluster.kubectl().run("get", "namespace", "doomed").err())
        .isEqualTo("Error from server (NotFound): namespaces \"doomed\" not found\n");
    for (String kind :
        List.of(
            "pods",
            "replicasets",
            "deployments",
            "jobs",
            "services",
            "configmaps",
            "endpointslices",
            "events")) {
      assertThat(cluster.kubectl().value(kind + " -A", "{.items[*].metadata.namespace}").split(" "))
          .as(kind)
          .doesNotContain("doomed");
    }
  }

  @Test
  void deletingCascadesOrOrphans(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(web(2, ""));
    rolledOut(kubectl);
    kubectl.ok("delete", "deployment", "web", "--cascade=orphan");
    String set = kubectl.value("replicasets", "{.items[*].metadata.name}");
    eventually(
        () ->
            assertThat(kubectl.value("replicasets", "{.items[*].metadata.ownerReferences}"))
                .isEmpty());
    kubectl.ok("delete", "replicaset", set, "--cascade=foreground", "--timeout=60s");
    assertThat(kubectl.value("pods", "{.items[*].metadata.name}")).isEmpty();
  }

  @Test
  void wrongManifestsAreRefusedWithUpstreamsWords(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    assertThat(
            refused(
                kubectl,
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: Bad_}
                spec: {containers: [{name: a, image: x}]}
                """))
        .isEqualTo(
            "The Pod \"Bad_\" is invalid: metadata.name: Invalid value: \"Bad_\": a lowercase RFC"
                + " 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.',"
                + " and must start and end with an alphanumeric character (e.g. 'example.com',"
                + " regex used for validation is"
                + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')\n");
    assertThat(
            refused(
                kubectl,
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: typo}
                spec: {containers: [{name: a, imag: x}]}
                """))
        .isEqualTo(
            "Error from server (BadRequest): error when creating \"STDIN\": Pod in version \"v1\""
                + " cannot be handled as a Pod: strict decoding error: unknown field"
                + " \"spec.containers[0].imag\"\n");
    assertThat(
            refused(
                kubectl,
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: mismatch}
                spec:
                  selector: {matchLabels: {app: a}}
                  template:
                    metadata: {labels: {app: b}}
                    spec: {containers: [{name: a, image: x}]}
                """))
        .isEqualTo(
            "The Deployment \"mismatch\" is invalid: spec.template.metadata.labels: Invalid value:"
                + " {\"app\":\"b\"}: `selector` does not match template `labels`\n");
    assertThat(
            refused(
                kubectl,
                """
                apiVersion: v1
                kind: Service
                metadata: {name: svc}
                spec: {ports: [{port: 70000}]}
                """))
        .isEqualTo(
            """
            The Service "svc" is invalid:\s
            * spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive
            * spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive
            """);
    assertThat(
            refused(
                kubectl,
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: empty}
                spec: {containers: []}
                """))
        .isEqualTo("The Pod \"empty\" is invalid: spec.containers: Required value\n");
    assertThat(kubectl.run("get", "pod", "absent").err())
        .isEqualTo("Error from server (NotFound): pods \"absent\" not found\n");
    assertThat(kubectl.run("create", "namespace", namespace.name()).err())
        .isEqualTo(
            "Error from server (AlreadyExists): namespaces \"%s\" already exists\n"
                .formatted(namespace.name()));
    assertThat(kubectl.run("get", "nonsense").err())
        .isEqualTo("error: the server doesn't have a resource type \"nonsense\"\n");
  }

  private static String refused(Kubectl kubectl, String manifest) {
    Outcome outcome = kubectl.runWith(manifest, "create", "-f", "-");
    assertThat(outcome.exit()).isNotZero();
    return outcome.err();
  }
}
