package io.kubejar.cluster;

import static io.kubejar.cluster.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.cluster.testing.Kubectl;
import io.kubejar.cluster.testing.Namespace;
import io.kubejar.cluster.testing.WithCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What upstream's conformance tests of the API ask for and no other test here shows.
@WithCluster({"--simulated", "--nodes", "1", "--port", "0", "--no-merge"})
class ConformanceClusterTest {
  private static String map(String name, String... owners) {
    var text = new StringBuilder("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name);
    text.append("\n  ownerReferences:\n");
    for (int i = 0; i < owners.length; i += 2) {
      text.append("  - {apiVersion: v1, kind: ConfigMap, name: ").append(owners[i]);
      text.append(", uid: ").append(owners[i + 1]).append("}\n");
    }
    return text.toString();
  }

  @Test
  void aCircleOfOwnersIsCollected(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    String[] names = {"one", "two", "three"};
    String[] uids = new String[3];
    for (int i = 0; i < 3; i++) {
      kubectl.ok("create", "configmap", names[i]);
      uids[i] = kubectl.value("configmap/" + names[i], "{.metadata.uid}");
    }
    for (int i = 0; i < 3; i++) {
      kubectl.apply(map(names[i], names[(i + 2) % 3], uids[(i + 2) % 3]));
    }
    kubectl.ok("delete", "configmap", "one");
    eventually(
        () ->
            assertThat(kubectl.ok("get", "configmaps", "-o", "name"))
                .isEqualTo("configmap/kube-root-ca.crt\n"));
  }

  @Test
  void aDependentStaysWhileItHasAnotherOwner(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.ok("create", "configmap", "first");
    kubectl.ok("create", "configmap", "second");
    kubectl.apply(
        map(
            "shared",
            "first",
            kubectl.value("configmap/first", "{.metadata.uid}"),
            "second",
            kubectl.value("configmap/second", "{.metadata.uid}")));
    kubectl.ok("delete", "configmap", "first", "--cascade=foreground");
    eventually(
        () ->
            assertThat(kubectl.value("configmap/shared", "{.metadata.ownerReferences[*].name}"))
                .isEqualTo("second"));
    kubectl.ok("delete", "configmap", "second");
    eventually(
        () -> assertThat(kubectl.ok("get", "configmap", "shared", "--ignore-not-found")).isEmpty());
  }

  @Test
  void theRootCertificateComesBack(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    String map = "configmap/kube-root-ca.crt";
    eventually(() -> kubectl.ok("get", map));
    String text = kubectl.value(map, "{.data.ca\\.crt}");
    assertThat(text).startsWith("-----BEGIN CERTIFICATE-----");
    kubectl.ok("delete", map);
    eventually(() -> assertThat(kubectl.value(map, "{.data.ca\\.crt}")).isEqualTo(text));
    kubectl.ok("patch", map, "--type=merge", "-p", "{\"data\":{\"ca.crt\":\"\"}}");
    eventually(() -> assertThat(kubectl.value(map, "{.data.ca\\.crt}")).isEqualTo(text));
  }

  @Test
  void namespacesWaitForTheirFinalizers(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.ok("create", "namespace", "held");
    kubectl.ok(
        "patch",
        "namespace/held",
        "--type=merge",
        "-p",
        "{\"metadata\":{\"finalizers\":[\"example.com/held\"],\"labels\":{\"a\":\"b\"}}}");
    kubectl.ok("create", "configmap", "inside", "--namespace=held");
    kubectl.ok("delete", "namespace", "held", "--wait=false");
    eventually(
        () ->
            assertThat(kubectl.ok("get", "configmaps", "--namespace=held", "-o", "name"))
                .isEmpty());
    assertThat(kubectl.value("namespace/held", "{.status.phase}")).isEqualTo("Terminating");
    assertThat(kubectl.run("create", "configmap", "late", "--namespace=held").text())
        .contains("because it is being terminated");
    kubectl.ok(
        "patch", "namespace/held", "--type=merge", "-p", "{\"metadata\":{\"finalizers\":null}}");
    kubectl.ok("wait", "--for=delete", "namespace/held", "--timeout=60s");
  }

  @Test
  void quotasCountWhatComesAndGoes(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.ok(
        "create",
        "quota",
        "few",
        "--hard=count/configmaps=3,secrets=1,services=2,services.nodeports=1,pods=1");
    eventually(() -> assertThat(used(kubectl, "count/configmaps")).isEqualTo("1"));
    kubectl.ok("create", "configmap", "one");
    kubectl.ok("create", "configmap", "two");
    assertThat(kubectl.run("create", "configmap", "three").text())
        .contains(
            "exceeded quota: few, requested: count/configmaps=1, used: count/configmaps=3,"
                + " limited: count/configmaps=3");
    kubectl.ok("create", "service", "nodeport", "a", "--tcp=80");
    assertThat(kubectl.run("create", "service", "nodeport", "b", "--tcp=80").text())
        .contains("services.nodeports=1");
    kubectl.ok("run", "one", "--image=web:1");
    assertThat(kubectl.run("run", "two", "--image=web:1").text()).contains("limited: pods=1");
    kubectl.ok("delete", "pod/one", "service/a", "configmap/one", "--now");
    eventually(
        () -> {
          assertThat(used(kubectl, "count/configmaps")).isEqualTo("2");
          assertThat(used(kubectl, "pods")).isEqualTo("0");
          assertThat(used(kubectl, "services")).isEqualTo("0");
        });
  }

  private static String used(Kubectl kubectl, String resource) {
    return kubectl.value("quota/few", "{.status.used." + resource.replace(".", "\\.") + "}");
  }

  @Test
  void theIssuerTellsItsKeys(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    assertThat(kubectl.ok("get", "--raw", "/.well-known/openid-configuration"))
        .contains("\"issuer\":", "\"jwks_uri\":", "\"id_token_signing_alg_values_supported\":");
    assertThat(kubectl.ok("get", "--raw", "/openid/v1/jwks")).contains("\"keys\":", "\"kid\":");
  }

  @Test
  void tablesAreOnlyOfWhatCanBeShown(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    try (var proxy = kubectl.start("proxy", "--port=0")) {
      eventually(() -> assertThat(proxy.output()).startsWith("Starting to serve on 127.0.0.1:"));
      String port = proxy.output().strip().replaceAll(".*:", "");
      assertThat(
              ask(
                  namespace,
                  port,
                  "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                  "application/json;as=Table;v=v1;g=meta.k8s.io",
                  "{\"spec\":{\"resourceAttributes\":{\"verb\":\"get\"}}}"))
          .contains("406 Not Acceptable", "NotAcceptable");
      assertThat(
              ask(
                  namespace,
                  port,
                  "GET /apis",
                  "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
                  ""))
          .contains("\"kind\":\"APIGroupDiscoveryList\"");
      assertThat(ask(namespace, port, "GET /apis", "application/json", ""))
          .contains("\"kind\":\"APIGroupList\"");
      assertThat(ask(namespace, port, "GET /api/v1/namespaces?timeout=never", "*/*", ""))
          .contains("invalid timeout specified in the request URL");
    }
    Path socket = namespace.cluster().machine().directory().resolve("proxy.sock");
    try (var proxy = kubectl.start("proxy", "--unix-socket=" + socket)) {
      eventually(() -> assertThat(socket).exists());
      assertThat(proxy.runs()).isTrue();
    }
  }

  /// What comes back through `kubectl proxy`, with its head.
  private static String ask(
      Namespace namespace, String port, String line, String accept, String body) {
    return namespace
        .cluster()
        .machine()
        .run(
            "timeout",
            "10",
            "bash",
            "-c",
            "exec 3<>/dev/tcp/127.0.0.1/$0 && printf '%s HTTP/1.0\\r"
                + "\\n"
                + "Host: localhost\\r"
                + "\\n"
                + "Accept: %s\\r"
                + "\\n"
                + "Content-Type: application/json\\r"
                + "\\n"
                + "Content-Length: %s\\r"
                + "\\n"
                + "\\r"
                + "\\n"
                + "%s' \"$1\" \"$2\" ${#3} \"$3\" >&3 && cat <&3",
            port,
            line,
            accept,
            body)
        .out();
  }
}
