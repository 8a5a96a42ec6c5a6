package io.kubejar.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.User;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// How much of a request a policy has told.
class AuditPolicyTest {
  private static final User ADA = User.of("ada", "developers", "system:authenticated");

  private static AuditPolicy policy(String rules) {
    String head = "apiVersion: audit.k8s.io/v1\nkind: Policy\n";
    return AuditPolicy.parse((head + rules).getBytes(StandardCharsets.UTF_8));
  }

  private static Attributes on(String verb, String group, String resource, String name) {
    int slash = resource.indexOf('/');
    return new Attributes(
        ADA,
        verb,
        group,
        "v1",
        slash < 0 ? resource : resource.substring(0, slash),
        slash < 0 ? "" : resource.substring(slash + 1),
        "shop",
        name,
        "",
        "",
        "");
  }

  private static Level level(AuditPolicy policy, Attributes request) {
    return policy.decide(request).level();
  }

  @Test
  void theFirstRuleThatCoversARequestDecides() {
    var policy =
        policy(
            """
            rules:
            - {level: None, users: [system:kube-proxy], verbs: [watch]}
            - {level: RequestResponse, userGroups: [developers], verbs: [delete]}
            - {level: Metadata}
            """);
    assertThat(level(policy, on("delete", "", "pods", "web"))).isEqualTo(Level.REQUEST_RESPONSE);
    assertThat(level(policy, on("get", "", "pods", "web"))).isEqualTo(Level.METADATA);
    assertThat(level(policy, Attributes.ofPath(User.of("system:kube-proxy"), "watch", "/healthz")))
        .isEqualTo(Level.NONE);
  }

  @Test
  void aRequestThatNoRuleCoversIsNotTold() {
    var policy = policy("rules: [{level: Request, namespaces: [kube-system]}]");
    assertThat(level(policy, on("get", "", "pods", "web"))).isEqualTo(Level.NONE);
  }

  @Test
  void resourcesAreNamedWithTheirSubresourcesOrByPatterns() {
    var exact = policy("rules: [{level: Metadata, resources: [{resources: [pods, pods/log]}]}]");
    assertThat(level(exact, on("get", "", "pods", "web"))).isEqualTo(Level.METADATA);
    assertThat(level(exact, on("get", "", "pods/log", "web"))).isEqualTo(Level.METADATA);
    assertThat(level(exact, on("get", "", "pods/status", "web"))).isEqualTo(Level.NONE);
    assertThat(level(exact, on("get", "apps", "pods", "web"))).isEqualTo(Level.NONE);

    var below = policy("rules: [{level: Metadata, resources: [{resources: ['pods/*']}]}]");
    assertThat(level(below, on("get", "", "pods/status", "web"))).isEqualTo(Level.METADATA);
    assertThat(level(below, on("get", "", "nodes/status", "web"))).isEqualTo(Level.NONE);

    var scales =
        policy("rules: [{level: Metadata, resources: [{group: apps, resources: ['*/scale']}]}]");
    assertThat(level(scales, on("get", "apps", "deployments/scale", "web")))
        .isEqualTo(Level.METADATA);
    assertThat(level(scales, on("get", "apps", "deployments", "web"))).isEqualTo(Level.NONE);

    var group = policy("rules: [{level: Metadata, resources: [{group: apps}]}]");
    assertThat(level(group, on("get", "apps", "deployments/scale", "web")))
        .isEqualTo(Level.METADATA);
  }

  @Test
  void objectsMayBeNamed() {
    var policy =
        policy(
            """
            rules:
            - level: Metadata
              resources: [{resources: [configmaps], resourceNames: [leader]}]
            """);
    assertThat(level(policy, on("get", "", "configmaps", "leader"))).isEqualTo(Level.METADATA);
    assertThat(level(policy, on("get", "", "configmaps", "other"))).isEqualTo(Level.NONE);
  }

  @Test
  void otherPathsAreNamedWithAStarAtTheEnd() {
    var policy = policy("rules: [{level: Metadata, nonResourceURLs: ['/healthz*', /version]}]");
    assertThat(level(policy, Attributes.ofPath(ADA, "get", "/healthz/ping")))
        .isEqualTo(Level.METADATA);
    assertThat(level(policy, Attributes.ofPath(ADA, "get", "/version"))).isEqualTo(Level.METADATA);
    assertThat(level(policy, Attributes.ofPath(ADA, "get", "/metrics"))).isEqualTo(Level.NONE);
    assertThat(level(policy, on("get", "", "pods", "web"))).isEqualTo(Level.NONE);
  }

  @Test
  void stagesThatThePolicyOrTheRuleOmitsAreNotTold() {
    var decision =
        policy(
                """
                omitStages: [RequestReceived]
                omitManagedFields: true
                rules:
                - {level: Metadata, omitStages: [Panic], omitManagedFields: false}
                """)
            .decide(on("get", "", "pods", "web"));
    assertThat(decision.omitStages())
        .containsExactlyInAnyOrder(Stage.REQUEST_RECEIVED, Stage.PANIC);
    assertThat(decision.omitManagedFields()).isFalse();
  }

  @Test
  void aPolicyWithoutRulesIsRefused() {
    assertThatThrownBy(() -> policy("rules: []"))
        .isInstanceOf(PolicyException.class)
        .hasMessage("loaded illegal policy with 0 rules");
  }

  @Test
  void whatIsWrongIsToldByPath() {
    assertThatThrownBy(() -> policy("rules: [{level: Everything}]"))
        .hasMessage(
            "rules[0].level: Unsupported value: \"Everything\": supported values: \"Metadata\","
                + " \"None\", \"Request\", \"RequestResponse\"");
    assertThatThrownBy(() -> policy("rules: [{level: Metadata, omitStages: [Later]}]"))
        .hasMessage(
            "rules[0].omitStages[0]: Invalid value: \"Later\": allowed stages are"
                + " RequestReceived,ResponseStarted,ResponseComplete,Panic");
    assertThatThrownBy(() -> policy("rules: [{level: Metadata, nonResourceURLs: ['/a*b']}]"))
        .hasMessage(
            "rules[0].nonResourceURLs[0]: Invalid value: \"/a*b\": non-resource URL wildcards '*'"
                + " must be the final character of the rule");
    assertThatThrownBy(
            () -> policy("rules: [{level: Metadata, resources: [{resourceNames: [a]}]}]"))
        .hasMessage(
            "rules[0].resources[0].resourceNames: Invalid value: [\"a\"]: using resourceNames"
                + " requires at least one resource");
    assertThatThrownBy(
            () -> policy("rules: [{level: Metadata, namespaces: [a], nonResourceURLs: [/b]}]"))
        .hasMessageContaining("rules cannot apply to both regular resources and non-resource URLs");
    assertThatThrownBy(() -> policy("rules: [{level: Metadata, verb: [get]}]"))
        .hasMessage("strict decoding error: unknown field \"rules[0].verb\"");
  }
}
