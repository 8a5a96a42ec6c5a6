package io.kubejar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.cli.ServerOptions;
import io.kubejar.cli.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What options about users and their rights may not say.
final class AccessOptionsTest {
  @TempDir Path folder;

  private static ServerOptions options(String... arguments) {
    return CommandLine.populateCommand(new ServerOptions(), arguments);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("config"), text);
  }

  private static void refuses(ThrowingCallable start, String message) {
    assertThatThrownBy(start).isInstanceOf(UserException.class).hasMessage(message);
  }

  @Test
  void modesAreTheUsualOnesUnlessGiven() {
    assertThat(AccessOptions.authorization(options()).modes()).isEqualTo(List.of("Node", "RBAC"));
    assertThat(
            AccessOptions.authorization(options("--authorization-mode=RBAC,AlwaysAllow")).modes())
        .containsExactly("RBAC", "AlwaysAllow");
  }

  @Test
  void authorizersComeFromAFileOrFromModes() throws IOException {
    Path config =
        file(
            """
            apiVersion: apiserver.config.k8s.io/v1
            kind: AuthorizationConfiguration
            authorizers: [{type: Wrong, name: x}]
            """);
    refuses(
        () ->
            AccessOptions.authorization(
                options("--authorization-config=" + config, "--authorization-mode=RBAC")),
        "--authorization-config can not be specified when --authorization-mode or"
            + " --authorization-webhook-* flags are defined");
    refuses(
        () -> AccessOptions.authorization(options("--authorization-config=" + config)),
        "failed to load AuthorizationConfiguration from file "
            + config
            + ": authorizers[0].type: Unsupported value: \"Wrong\": supported values: \"ABAC\","
            + " \"AlwaysAllow\", \"AlwaysDeny\", \"Node\", \"RBAC\", \"Webhook\"");
    refuses(
        () -> AccessOptions.authorization(options("--authorization-mode=Webhook")),
        "authorization-mode Webhook's authorization config file not passed");
  }

  @Test
  void issuersComeFromAFileOrFromOptions() throws IOException {
    refuses(
        () -> OutsideIdentities.check(options("--oidc-issuer-url=https://example.org")),
        "oidc-issuer-url and oidc-client-id must be specified together when any oidc-* flags are"
            + " set");
    refuses(
        () ->
            OutsideIdentities.check(
                options("--oidc-issuer-url=http://example.org", "--oidc-client-id=a")),
        "jwt[0].issuer.url: Invalid value: \"http://example.org\": URL scheme must be https");
    Path config =
        file(
            """
            apiVersion: apiserver.config.k8s.io/v1
            kind: AuthenticationConfiguration
            anonymous: {enabled: true}
            """);
    String named = "--authentication-config=" + config;
    refuses(
        () -> OutsideIdentities.check(options(named, "--oidc-client-id=a")),
        "authentication-config file and oidc-* flags are mutually exclusive");
    refuses(
        () -> OutsideIdentities.check(options(named, "--anonymous-auth=false")),
        "--anonymous-auth flag cannot be set when anonymous field is configured in authentication"
            + " configuration file");
    Path missing = folder.resolve("missing");
    refuses(
        () -> OutsideIdentities.check(options("--authentication-config=" + missing)),
        "failed to load AuthenticationConfiguration from file %s: open %s: no such file or directory"
            .formatted(missing, missing));
  }

  @Test
  void anonymousRequestsMayBeRefused() {
    try (Teardown owned = new Teardown()) {
      assertThat(OutsideIdentities.open(options(), "", owned).anonymous().test("/livez")).isTrue();
      assertThat(
              OutsideIdentities.open(options("--anonymous-auth=false"), "", owned)
                  .anonymous()
                  .test("/livez"))
          .isFalse();
    }
  }

  @Test
  void aGateSwitchesItsPlugin() {
    assertThat(AccessOptions.admission(options()).disabled()).isEmpty();
    assertThat(
            AccessOptions.admission(options("--feature-gates=MutatingAdmissionPolicy=false"))
                .disabled())
        .containsExactly("MutatingAdmissionPolicy");
  }

  @Test
  void gatesAndVersionsHaveToBeKnown() {
    refuses(
        () -> AccessOptions.features(options("--feature-gates=WatchList=false,Nope=true")),
        "--feature-gates: unrecognized feature gate: Nope");
    refuses(
        () -> AccessOptions.runtimeConfig(options("--runtime-config=nope/v1=true")),
        "--runtime-config: unknown api groups nope");
  }
}
