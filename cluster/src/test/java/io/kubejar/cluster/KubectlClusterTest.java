package io.kubejar.cluster;

import static io.kubejar.cluster.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.cluster.testing.Kubectl;
import io.kubejar.cluster.testing.Namespace;
import io.kubejar.cluster.testing.Outcome;
import io.kubejar.cluster.testing.WithCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What `kubectl` does with objects: making, applying, changing, comparing, waiting for and
/// deleting them, and telling about them.
@WithCluster({"--simulated", "--nodes", "2", "--port", "0", "--no-merge"})
class KubectlClusterTest {
  private static final String MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: %s, labels: {set: x}}
      data: {k: \"%s\"}
      """;

  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, labels: {set: x}}
      spec:
        replicas: %d
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers: [{name: main, image: "web:1", ports: [{containerPort: 80}]}]
      """;

  private static String maps(String... valuesByName) {
    var text = new StringBuilder();
    for (int i = 0; i < valuesByName.length; i += 2) {
      text.append("---\n").append(MAP.formatted(valuesByName[i], valuesByName[i + 1]));
    }
    return text.toString();
  }

  @Test
  void makesEveryKindItKnows(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    List<String> commands =
        List.of(
            "create deployment web --image=web:1 --replicas=2 --port=8080",
            "create configmap map --from-literal=a=b",
            "create secret generic secret --from-literal=a=b",
            "create secret docker-registry pull --docker-username=a --docker-password=b",
            "create serviceaccount robot",
            "create role reader --verb=get,list --resource=pods,deployments.apps,pods/log",
            "create rolebinding reader --role=reader --serviceaccount=x:robot --user=jane",
            "create poddisruptionbudget pdb --selector=app=web --min-available=1",
            "create job once --image=job:1",
            "create cronjob often --image=job:1 --schedule=*/5_*_*_*_*",
            "create job now --from=cronjob/often",
            "create ingress shop --rule=a.example.com/x*=web:80,tls=secret --class=nginx",
            "create service clusterip one --tcp=80:8080",
            "create service nodeport two --tcp=80:8080",
            "create service loadbalancer three --tcp=80:8080",
            "create service externalname four --external-name=example.com",
            "run alone --image=web:1 --env=A=b --port=80 --expose",
            "expose deployment web --port=80 --target-port=8080 --type=NodePort",
            "autoscale deployment web --max=5 --cpu-percent=80",
            "set image deployment/web web=web:2",
            "set env deployment/web A=b",
            "set resources deployment/web --limits=cpu=200m,memory=64Mi",
            "set selector service one app=web",
            "set serviceaccount deployment/web robot",
            "set subject rolebinding reader --user=joe",
            "label pod alone x=y",
            "annotate pod alone x=y",
            "create quota few --hard=pods=50");
    for (String command : commands) {
      List<String> words = List.of(command.split(" "));
      kubectl.ok(words.stream().map(word -> word.replace('_', ' ')).toArray(String[]::new));
    }
    kubectl.ok("rollout", "status", "deployment/web", "--timeout=60s");
    assertThat(kubectl.value("deployment/web", "{.spec.template.spec}"))
        .contains(
            "\"image\":\"web:2\"", "\"name\":\"A\"", "\"cpu\":\"200m\"", "AccountName\":\"robot");
    assertThat(kubectl.run("label", "pod", "alone", "x=z").err())
        .isEqualTo("error: 'x' already has a value (y), and --overwrite is false\n");
    assertThat(kubectl.run("create", "token", "robot", "--duration=1m").err())
        .isEqualTo(
            "error: failed to create token: TokenRequest.authentication.k8s.io \"\" is invalid:"
                + " spec.expirationSeconds: Invalid value: 60: may not specify a duration less than"
                + " 10 minutes\n");
    assertThat(kubectl.ok("create", "token", "robot").split("\\.")).hasSize(3);
    assertThat(kubectl.ok("get", "all", "-o", "name").lines())
        .contains(
            "pod/alone",
            "service/alone",
            "service/four",
            "deployment.apps/web",
            "horizontalpodautoscaler.autoscaling/web",
            "cronjob.batch/often",
            "job.batch/now");
  }

  @Test
  void appliesDiffsAndPrunes(Namespace namespace) throws IOException {
    Kubectl kubectl = namespace.kubectl();
    String all = maps("a", "1", "b", "1") + "---\n" + WEB.formatted(1);
    assertThat(kubectl.apply(all).lines()).allMatch(line -> line.endsWith(" created")).hasSize(3);
    assertThat(kubectl.apply(all).lines()).allMatch(line -> line.endsWith(" unchanged"));
    kubectl.ok("rollout", "status", "deployment/web", "--timeout=60s");
    assertThat(kubectl.value("deployment/web", "{.metadata.generation}")).isEqualTo("1");

    Outcome diff = kubectl.runWith(maps("a", "2") + "---\n" + WEB.formatted(2), "diff", "-f", "-");
    assertThat(diff.exit()).isEqualTo(1);
    assertThat(diff.out().lines().filter(line -> line.matches("[-+] .*")))
        .containsExactlyInAnyOrder(
            "-  k: \"1\"",
            "+  k: \"2\"",
            "-  generation: 1",
            "+  generation: 2",
            "-  replicas: 1",
            "+  replicas: 2");
    assertThat(kubectl.runWith(all, "diff", "-f", "-").exit()).isZero();
    assertThat(
            kubectl
                .runWith(maps("a", "2"), "apply", "-f", "-", "--dry-run=server", "-o", "yaml")
                .require())
        .contains("k: \"2\"");
    assertThat(kubectl.value("configmap/a", "{.data.k}")).isEqualTo("1");

    assertThat(
            kubectl.runWith(maps("a", "1"), "apply", "-f", "-", "--prune", "-l", "set=x").require())
        .contains("configmap/a unchanged", "configmap/b pruned", "deployment.apps/web pruned");
    assertThat(kubectl.ok("apply", "view-last-applied", "configmap/a")).contains("k: \"1\"");
  }

  @Test
  void appliesByTheServer(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    String[] byOne = {"apply", "--server-side", "--field-manager=one", "-f", "-"};
    String[] byTwo = {"apply", "--server-side", "--field-manager=two", "-f", "-"};
    assertThat(kubectl.runWith(maps("a", "1"), byOne).require())
        .isEqualTo("configmap/a serverside-applied\n");
    kubectl.runWith(maps("a", "1"), byTwo).require();
    assertThat(kubectl.runWith(maps("a", "2"), byTwo).err())
        .startsWith("error: Apply failed with 1 conflict: conflict with \"one\": .data.k\n");
    kubectl
        .runWith(
            maps("a", "2"),
            "apply",
            "--server-side",
            "--field-manager=two",
            "--force-conflicts",
            "-f",
            "-")
        .require();
    assertThat(kubectl.value("configmap/a", "{.data.k}")).isEqualTo("2");
    assertThat(kubectl.value("configmap/a", "{.metadata.managedFields[*].manager}"))
        .isEqualTo("one two");
  }

  @Test
  void refusesUnknownFields(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    String bad = MAP.formatted("bad", "v") + "bogus: 1\ndata2: {}\n";
    assertThat(kubectl.runWith(bad, "apply", "-f", "-").err())
        .isEqualTo(
            "Error from server (BadRequest): error when creating \"STDIN\": ConfigMap in version"
                + " \"v1\" cannot be handled as a ConfigMap: strict decoding error: unknown field"
                + " \"bogus\", unknown field \"data2\"\n");
    Outcome warned = kubectl.runWith(bad, "apply", "--validate=warn", "-f", "-");
    assertThat(warned.err())
        .isEqualTo("Warning: unknown field \"bogus\"\nWarning: unknown field \"data2\"\n");
    assertThat(warned.require()).isEqualTo("configmap/bad created\n");
  }

  @Test
  void editsPatchesAndReplaces(Namespace namespace) throws IOException {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(WEB.formatted(1) + maps("a", "1"));
    Path editor = namespace.cluster().machine().directory().resolve("editor");
    Files.writeString(editor, "#!/bin/sh\nsed -i 's/k: \"1\"/k: edited/' \"$1\"\n");
    assertThat(editor.toFile().setExecutable(true)).isTrue();
    assertThat(kubectl.editing(editor, "edit", "configmap", "a").require())
        .isEqualTo("configmap/a edited\n");
    assertThat(kubectl.value("configmap/a", "{.data.k}")).isEqualTo("edited");
    assertThat(kubectl.run("edit", "configmap", "a").text())
        .isEqualTo("Edit cancelled, no changes made.\n");

    kubectl.ok("patch", "deployment/web", "-p", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
    kubectl.ok(
        "patch",
        "deployment/web",
        "--type=json",
        "-p",
        "[{\"op\":\"remove\",\"path\":\"/metadata/labels/a\"}]");
    assertThat(
            kubectl
                .run(
                    "patch",
                    "deployment/web",
                    "--type=json",
                    "-p",
                    "[{\"op\":\"remove\",\"path\":\"/metadata/labels/a\"}]")
                .err())
        .isEqualTo(
            "The request is invalid: the server rejected our request due to an error in our"
                + " request\n");
    assertThat(
            kubectl.ok(
                "patch",
                "deployment/web",
                "--subresource=scale",
                "--type=merge",
                "-p",
                "{\"spec\":{\"replicas\":2}}"))
        .isEqualTo("scale.autoscaling/web patched\n");
    assertThat(kubectl.run("scale", "deployment/web", "--replicas=3", "--current-replicas=7").err())
        .isEqualTo("error: Expected replicas to be 7, was 2\n");

    String before = kubectl.value("configmap/a", "{.metadata.uid}");
    kubectl.runWith(maps("a", "2"), "replace", "-f", "-").require();
    assertThat(kubectl.value("configmap/a", "{.metadata.uid} {.data.k}")).isEqualTo(before + " 2");
    kubectl.runWith(maps("a", "3"), "replace", "--force", "-f", "-").require();
    assertThat(kubectl.value("configmap/a", "{.metadata.uid}")).isNotEqualTo(before);
  }

  @Test
  void waitsAndDeletes(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(WEB.formatted(2));
    kubectl.ok("wait", "--for=condition=Available", "deployment/web", "--timeout=60s");
    kubectl.ok("wait", "--for=jsonpath={.status.phase}=Running", "pod", "--all", "--timeout=60s");
    assertThat(kubectl.run("wait", "--for=condition=Nope", "deployment/web", "--timeout=1s").err())
        .isEqualTo("error: timed out waiting for the condition on deployments/web\n");
    kubectl.ok("wait", "--for=delete", "pod/nosuch", "--timeout=5s");

    kubectl.ok("delete", "deployment/web", "--cascade=orphan");
    assertThat(kubectl.value("replicasets", "{.items[*].metadata.ownerReferences}")).isEmpty();
    kubectl.ok("delete", "replicaset", "--all", "--cascade=foreground", "--timeout=60s");
    assertThat(kubectl.value("pods", "{.items[*].metadata.name}")).isEmpty();

    kubectl.ok("run", "alone", "--image=web:1");
    kubectl.ok("wait", "--for=condition=Ready", "pod/alone", "--timeout=60s");
    assertThat(kubectl.ok("delete", "pod", "alone", "--dry-run=server"))
        // Newer ones say from which namespace.
        .matches(
            "pod \"alone\" deleted( from %s namespace)? \\(server dry run\\)\n"
                .formatted(namespace.name()));
    kubectl.ok("delete", "pod", "alone", "--grace-period=0", "--force");
    assertThat(kubectl.run("get", "pod", "alone").err())
        .isEqualTo("Error from server (NotFound): pods \"alone\" not found\n");
    assertThat(kubectl.ok("delete", "pod", "alone", "--ignore-not-found")).isEmpty();
  }

  @Test
  void tellsAboutEveryKind(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    List<String> kinds =
        kubectl.ok("api-resources", "-o", "name").lines().sorted().distinct().toList();
    assertThat(kinds).contains("pods", "deployments.apps", "apiservices.apiregistration.k8s.io");
    List<String> listed =
        kubectl.ok("api-resources", "-o", "name", "--verbs=list").lines().sorted().toList();
    for (String kind : List.of("pods", "deployments.apps", "tokenreviews.authentication.k8s.io")) {
      assertThat(kubectl.ok("explain", "--recursive", kind)).contains("DESCRIPTION:", "metadata\t");
    }
    assertThat(kubectl.ok("explain", "pod.spec.containers.resources.limits"))
        .contains("KIND:       Pod", "FIELD: limits <map[string]Quantity>");
    // The form of the older document, in protobuf.
    assertThat(kubectl.ok("explain", "pod.spec", "--output=plaintext-openapiv2"))
        .contains("RESOURCE: spec <Object>", "containers\t<[]Object> -required-");
    kubectl.ok("describe", String.join(",", listed.stream().filter(k -> !leftOut(k)).toList()));
    kubectl.ok("get", String.join(",", listed), "-A", "-o", "wide");
    assertThat(kubectl.run("get", "nosuch").err())
        .isEqualTo("error: the server doesn't have a resource type \"nosuch\"\n");
    assertThat(kubectl.run("top", "nodes").err()).isEqualTo("error: Metrics API not available\n");
    assertThat(kubectl.ok("api-versions").lines()).contains("v1", "apps/v1", "autoscaling/v2");
    kubectl.ok(
        "cluster-info",
        "dump",
        "--namespaces=" + namespace.name(),
        "--output-directory=" + namespace.cluster().machine().directory().resolve("dump"));
  }

  /// Whether `kubectl describe` of some versions asks for a version of the kind that is gone, or
  /// for each of many objects.
  private static boolean leftOut(String kind) {
    return kind.contains("rbac")
        || kind.equals("events.events.k8s.io")
        || kind.equals("ipaddresses.networking.k8s.io")
        || kind.equals("servicecidrs.networking.k8s.io");
  }

  @Test
  void listsInEveryForm(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(maps("a", "1", "b", "2", "c", "3"));
    String selected = "-lset=x";
    assertThat(kubectl.ok("get", "configmaps", selected, "-o", "name", "--chunk-size=1").lines())
        .containsExactly("configmap/a", "configmap/b", "configmap/c");
    assertThat(
            kubectl.ok("get", "configmaps", selected, "-o", "custom-columns=N:.metadata.name,X:.y"))
        .matches("N +X\na +<none>\nb +<none>\nc +<none>\n");
    assertThat(kubectl.ok("get", "cm", "--sort-by=.data.k", selected, "--no-headers", "-L", "set"))
        .containsSubsequence("a ", "b ", "c ")
        .contains("   x\n");
    assertThat(kubectl.run("get", "cm", "--field-selector=data.k=1").err())
        .isEqualTo(
            "Error from server (BadRequest): Unable to find \"/v1, Resource=configmaps\" that match"
                + " label selector \"\", field selector \"data.k=1\": \"data.k\" is not a known"
                + " field selector: only \"metadata.name\", \"metadata.namespace\"\n");
    assertThat(kubectl.run("get", "cm", "-l", "a in (b").err())
        .isEqualTo(
            "Error from server (BadRequest): Unable to find \"/v1, Resource=configmaps\" that match"
                + " label selector \"a in (b\", field selector \"\": unable to parse requirement:"
                + " found '', expected: ',' or ')'\n");
    try (var watch = kubectl.start("get", "configmaps", selected, "-w", "-o", "name")) {
      eventually(() -> assertThat(watch.output().lines()).hasSize(3));
      kubectl.ok("label", "configmap", "b", "set-");
      kubectl.apply(maps("d", "4"));
      eventually(() -> assertThat(watch.output()).endsWith("configmap/b\nconfigmap/d\n"));
    }
  }

  @Test
  void grantsAndSigns(Namespace namespace) throws Exception {
    Kubectl kubectl = namespace.kubectl();
    String roles =
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: reader, namespace: %s}
        rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: reader, namespace: %s}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
        subjects: [{kind: User, name: jane, apiGroup: rbac.authorization.k8s.io}]
        """
            .replace("%s", namespace.name());
    assertThat(kubectl.runWith(roles, "auth", "reconcile", "-f", "-").require())
        .contains(
            "role.rbac.authorization.k8s.io/reader reconciled\n",
            "rolebinding.rbac.authorization.k8s.io/reader reconciled\n");
    assertThat(kubectl.ok("auth", "can-i", "get", "pods", "--as=jane")).isEqualTo("yes\n");
    assertThat(kubectl.run("auth", "can-i", "list", "pods", "--as=jane").out()).isEqualTo("no\n");
    assertThat(kubectl.ok("auth", "can-i", "--list", "--as=jane"))
        .containsPattern("pods +\\[\\] +\\[\\] +\\[get\\]\n");

    Path key = namespace.cluster().machine().directory().resolve("jane.key");
    Path request = namespace.cluster().machine().directory().resolve("jane.csr");
    namespace
        .cluster()
        .machine()
        .run(
            "openssl",
            "req",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            key.toString(),
            "-out",
            request.toString(),
            "-subj",
            "/CN=jane/O=devs")
        .require();
    kubectl.apply(
        """
        apiVersion: certificates.k8s.io/v1
        kind: CertificateSigningRequest
        metadata: {name: jane}
        spec:
          request: %s
          signerName: kubernetes.io/kube-apiserver-client
          usages: [client auth]
        """
            .formatted(Base64.getEncoder().encodeToString(Files.readAllBytes(request))));
    kubectl.ok("certificate", "approve", "jane");
    assertThat(kubectl.run("certificate", "deny", "jane").err())
        .isEqualTo("error: certificate signing request \"jane\" is already Approved\n");
    kubectl.ok("wait", "--for=jsonpath={.status.certificate}", "csr/jane", "--timeout=60s");
    Path certificate = namespace.cluster().machine().directory().resolve("jane.crt");
    Files.write(
        certificate,
        Base64.getDecoder().decode(kubectl.value("csr/jane", "{.status.certificate}")));
    assertThat(
            kubectl.ok(
                "auth",
                "whoami",
                "--kubeconfig=/dev/null",
                "--server=" + kubectl.ok("config", "view", "-o", "jsonpath={..server}"),
                "--certificate-authority=" + namespace.cluster().directory().resolve("pki/ca.crt"),
                "--client-certificate=" + certificate,
                "--client-key=" + key))
        .contains("jane", "devs");
  }

  @Test
  void emptiesNodes(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(WEB.formatted(4));
    kubectl.ok("rollout", "status", "deployment/web", "--timeout=60s");
    kubectl.ok("run", "alone", "--image=web:1", "--overrides={\"spec\":{\"nodeName\":\"node-1\"}}");
    kubectl.ok("wait", "--for=condition=Ready", "pod/alone", "--timeout=60s");
    try {
      String[] drain = {
        "drain", "node-1", "--ignore-daemonsets", "--pod-selector=app=web", "--timeout=60s"
      };
      assertThat(kubectl.ok(drain)).contains("node/node-1 cordoned", "node/node-1 drained");
      assertThat(kubectl.ok("get", "node", "node-1")).contains("Ready,SchedulingDisabled");
      eventually(
          () ->
              assertThat(kubectl.value("pods -l app=web", "{.items[*].spec.nodeName}"))
                  .isEqualTo("node-2 node-2 node-2 node-2"));
      Outcome refused = kubectl.run("drain", "node-1", "--pod-selector=run=alone");
      assertThat(refused.exit()).isOne();
      assertThat(refused.err()).contains("declare no controller (use --force to override)");
    } finally {
      kubectl.ok("uncordon", "node-1");
    }
    assertThat(kubectl.ok("get", "node", "node-1")).doesNotContain("SchedulingDisabled");
  }
}
