package io.kubejar.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.resource.v1.ResourceClaimKind;
import io.kubejar.api.resource.v1.ResourceClaimTemplateKind;
import io.kubejar.api.value.Bytes;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.wire.json.JsonDecoder;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the server asks of claims of devices beyond their form.
final class DeviceClaimsTest {
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private <T extends ApiObject> void create(Kind<T> kind, String namespace, String json) {
    T object = JsonDecoder.decode(kind.codec(), Bytes.utf8(json).toArray());
    server.server().registries().of(kind).create(namespace, object, WriteContext.system());
  }

  private <T extends ApiObject> String refusal(Kind<T> kind, String json) {
    return catchThrowableOfType(ApiException.class, () -> create(kind, "default", json))
        .status()
        .message();
  }

  private static String claim(String request) {
    return """
    {"metadata":{"name":"c"},"spec":{"devices":{"requests":[{"name":"r",%s}]}}}
    """
        .formatted(request);
  }

  @Test
  void selectorsCompileAndYieldTruth() {
    assertThat(
            refusal(
                ResourceClaimKind.RESOURCE_CLAIM,
                claim(
                    """
                    "exactly":{"deviceClassName":"g","selectors":[{"cel":{"expression":"1"}}]}
                    """)))
        .isEqualTo(
            "ResourceClaim.resource.k8s.io \"c\" is invalid:"
                + " spec.devices.requests[0].exactly.selectors[0].cel.expression: Invalid value:"
                + " \"1\": must evaluate to bool but got int");
    assertThat(
            refusal(
                ResourceClaimTemplateKind.RESOURCE_CLAIM_TEMPLATE,
                """
                {"metadata":{"name":"t"},"spec":{"spec":{"devices":{"requests":[{"name":"r",
                 "firstAvailable":[{"name":"a","deviceClassName":"g",
                  "selectors":[{"cel":{"expression":"foo"}}]}]}]}}}}
                """))
        .startsWith(
            "ResourceClaimTemplate.resource.k8s.io \"t\" is invalid:"
                + " spec.spec.devices.requests[0].firstAvailable[0].selectors[0].cel.expression:"
                + " Invalid value: \"foo\": compilation failed");
  }

  @Test
  void devicesInUseAreForNamespacesLabelledForIt() {
    String json = claim("\"exactly\":{\"deviceClassName\":\"g\",\"adminAccess\":true}");
    assertThat(refusal(ResourceClaimKind.RESOURCE_CLAIM, json))
        .isEqualTo(
            "ResourceClaim.resource.k8s.io \"c\" is invalid: spec.devices.requests[0].adminAccess:"
                + " Forbidden: admin access to devices requires the"
                + " `resource.kubernetes.io/admin-access: true` label on the containing"
                + " namespace");
    create(
        NamespaceKind.NAMESPACE,
        "",
        """
        {"metadata":{"name":"admins","labels":{"resource.kubernetes.io/admin-access":"true"}}}
        """);
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (server.server().registries().get(NamespaceKind.NAMESPACE, "", "admins") == null) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
    create(ResourceClaimKind.RESOURCE_CLAIM, "admins", json);
  }
}
