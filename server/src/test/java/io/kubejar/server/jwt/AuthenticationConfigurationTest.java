package io.kubejar.server.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.server.authentication.AuthenticatorChain;
import io.kubejar.server.spi.Authenticator.Credentials;
import io.kubejar.server.spi.Authenticator.Outcome;
import io.kubejar.server.spi.ConfigDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AuthenticationConfigurationTest {
  private static final String HEAD =
      "apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\n";
  private static final String GOOD =
      """
      jwt:
      - issuer: {url: https://example.org, audiences: [here]}
        claimMappings: {username: {claim: sub, prefix: ""}}
      """;

  private static AuthenticationConfiguration of(String text) {
    return AuthenticationConfiguration.of(
        ConfigDocument.parse((HEAD + text).getBytes(StandardCharsets.UTF_8)),
        Set.of("https://own"));
  }

  @Test
  void issuersAndTheAnonymousAreRead() {
    var config = of(GOOD + "anonymous: {enabled: true, conditions: [{path: /livez}]}\n");
    assertThat(config.issuers()).hasSize(1);
    assertThat(config.anonymous()).isEqualTo(new AnonymousAccess(true, Set.of("/livez")));
    assertThat(of(GOOD).anonymous()).isNull();
  }

  @Test
  void somePathsMayBeOpenToTheAnonymous() {
    var chain = new AuthenticatorChain(List.of(), Set.of("/livez")::contains);
    var nobody = io.kubejar.http.Headers.empty();
    assertThat(chain.authenticate(new Credentials(List.of(), null, nobody, "/livez")))
        .isInstanceOf(Outcome.Authenticated.class);
    assertThat(chain.authenticate(new Credentials(List.of(), null, nobody, "/version")))
        .isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void whatIsWrongIsNamedByFieldAndValue() {
    refuses(
        GOOD.replace("https://example.org", "http://example.org"),
        "jwt[0].issuer.url: Invalid value: \"http://example.org\": URL scheme must be https");
    refuses(
        GOOD.replace("https://example.org", "https://own"),
        "jwt[0].issuer.url: Invalid value: \"https://own\": URL must not overlap with disallowed"
            + " issuers: [https://own]");
    refuses(
        GOOD.replace("[here]", "[]"),
        "jwt[0].issuer.audiences: Required value: at least one jwt[0].issuer.audiences is"
            + " required");
    refuses(
        GOOD.replace("[here]", "[here, there]"),
        "jwt[0].issuer.audienceMatchPolicy: Invalid value: \"\": audienceMatchPolicy must be"
            + " MatchAny for multiple audiences");
    refuses(
        GOOD.replace("{claim: sub, prefix: \"\"}", "{claim: sub}"),
        "jwt[0].claimMappings.username.prefix: Required value: prefix is required when claim is"
            + " set. It can be set to an empty string to disable prefixing");
    refuses(
        GOOD.replace("{claim: sub, prefix: \"\"}", "{}"),
        "jwt[0].claimMappings.username: Required value: claim or expression is required");
    refuses(
        GOOD.replace("{claim: sub, prefix: \"\"}", "{expression: claims.email}"),
        "jwt[0].claimMappings.username.expression: Invalid value: \"claims.email\":"
            + " claims.email_verified must be used in claimMappings.username.expression or"
            + " claimMappings.extra[*].valueExpression or claimValidationRules[*].expression when"
            + " claims.email is used in claimMappings.username.expression");
    refuses(GOOD + "  colour: red\n", "strict decoding error: unknown field \"jwt[0].colour\"");
    refuses(
        GOOD + "  claimValidationRules: [{expression: \"1\"}]\n",
        "jwt[0].claimValidationRules[0].expression: Invalid value: \"1\": must evaluate to bool");
    refuses(
        "anonymous: {enabled: false, conditions: [{path: /livez}]}\n",
        "anonymous.conditions: Invalid value: [{\"Path\":\"/livez\"}]: enabled should be set to"
            + " true when conditions are defined");
  }

  @Test
  void theSameIssuerTwiceIsRefused() {
    refuses(
        GOOD + GOOD.substring(GOOD.indexOf('\n') + 1),
        "jwt[1].issuer.url: Duplicate value: \"https://example.org\"");
  }

  @Test
  void extraKeysBelongToADomain() {
    String extra = "      extra: [{key: %s, valueExpression: claims.sub}]\n";
    String open =
        GOOD.replace(
            "{username: {claim: sub, prefix: \"\"}}",
            "\n      username: {claim: sub, prefix: \"\"}");
    refuses(
        open + extra.formatted("tenant"),
        "jwt[0].claimMappings.extra[0].key: Invalid value: \"tenant\": must be a domain-prefixed"
            + " path (such as \"acme.io/foo\")");
    refuses(
        open + extra.formatted("a.k8s.io/b"),
        "jwt[0].claimMappings.extra[0].key: Invalid value: \"a.k8s.io/b\": k8s.io and its"
            + " subdomains are reserved for Kubernetes use");
  }

  private static void refuses(String text, String message) {
    assertThatThrownBy(() -> of(text)).hasMessage(message);
  }
}
