package io.kubejar.policy.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuthorizationConfigurationTest {
  private static final String HEAD =
      "apiVersion: apiserver.config.k8s.io/v1\nkind: AuthorizationConfiguration\n";

  @TempDir Path folder;
  private Path kubeconfig = Path.of("");

  @BeforeEach
  void kubeconfig() throws IOException {
    kubeconfig = Files.writeString(folder.resolve("kubeconfig"), "x: y\n");
  }

  private AuthorizationConfiguration read(String text) throws IOException {
    return AuthorizationConfiguration.read(Files.writeString(folder.resolve("config"), text));
  }

  private String webhook() {
    return """
    authorizers:
    - type: Webhook
      name: first.example
      webhook:
        timeout: 3s
        subjectAccessReviewVersion: v1
        matchConditionSubjectAccessReviewVersion: v1
        failurePolicy: Deny
        cacheUnauthorizedRequests: false
        connectionInfo: {type: KubeConfigFile, kubeConfigFile: %s}
        matchConditions:
        - expression: request.user != 'root'
    - {type: Node, name: node}
    - {type: RBAC, name: rbac}
    """
        .formatted(kubeconfig);
  }

  @Test
  void authorizersKeepTheirOrderAndDefaults() throws IOException {
    var config = read(HEAD + webhook());
    assertThat(config.authorizers())
        .extracting(AuthorizationConfiguration.Entry::type)
        .containsExactly("Webhook", "Node", "RBAC");
    var settings = config.authorizers().getFirst().webhook();
    assertThat(settings).isNotNull();
    assertThat(settings.authorizedTtl()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.unauthorizedTtl()).isEqualTo(Duration.ZERO);
    assertThat(settings.deniesOnFailure()).isTrue();
    assertThat(settings.conditions()).containsExactly("request.user != 'root'");
  }

  @Test
  void whatIsWrongIsNamedByFieldAndValue() {
    refuses(HEAD, "authorizers: Required value: at least one authorization mode must be defined");
    refuses(
        HEAD + "authorizers: [{type: Foo, name: x}]\n",
        "authorizers[0].type: Unsupported value: \"Foo\": supported values: \"ABAC\","
            + " \"AlwaysAllow\", \"AlwaysDeny\", \"Node\", \"RBAC\", \"Webhook\"");
    refuses(
        HEAD + "authorizers: [{type: RBAC, name: x}, {type: RBAC, name: z}]\n",
        "authorizers[1].type: Duplicate value: \"RBAC\"");
    refuses(
        HEAD + "authorizers: [{type: RBAC, name: x}, {type: Node, name: x}]\n",
        "authorizers[1].name: Duplicate value: \"x\"");
    refuses(
        HEAD + "authorizers: [{type: Webhook, name: x}]\n",
        "authorizers[0].webhook: Required value: required when type=Webhook");
    refuses(
        HEAD + "authorizers: [{type: RBAC, name: x, colour: red}]\n",
        "strict decoding error: unknown field \"authorizers[0].colour\"");
    refuses(
        HEAD + webhook().replace("timeout: 3s", "timeout: 31s"),
        "authorizers[0].webhook.timeout: Invalid value: \"31s\": must be > 0s and <= 30s");
    refuses(
        HEAD + webhook().replace(kubeconfig.toString(), "here"),
        "authorizers[0].webhook.connectionInfo.kubeConfigFile: Invalid value: \"here\": must be an"
            + " absolute path");
    refuses(
        HEAD + webhook().replace("failurePolicy: Deny", "failurePolicy: Maybe"),
        "authorizers[0].webhook.failurePolicy: Unsupported value: \"Maybe\": supported values:"
            + " \"Deny\", \"NoOpinion\"");
    refuses(
        HEAD.replace("AuthorizationConfiguration", "Pod") + webhook(),
        "no kind \"Pod\" is registered for version \"apiserver.config.k8s.io/v1\"");
  }

  @Test
  void aConditionHasToCompile() {
    assertThatThrownBy(() -> read(HEAD + webhook().replace("request.user", "request.nobody")))
        .hasMessageStartingWith(
            "authorizers[0].webhook.matchConditions[0].expression: Invalid value:"
                + " \"request.nobody != 'root'\": compilation failed");
  }

  private void refuses(String text, String message) {
    assertThatThrownBy(() -> read(text)).hasMessage(message);
  }
}
