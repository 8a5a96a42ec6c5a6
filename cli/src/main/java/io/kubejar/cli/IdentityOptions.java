package io.kubejar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say how the API server knows users by services outside of the cluster, by
/// upstream's names.
public final class IdentityOptions {
  @Option(
      names = "--authentication-config",
      paramLabel = "FILE",
      description =
          "AuthenticationConfiguration with issuers of JSON web tokens and the paths open to the"
              + " anonymous; read again when it changes.")
  @Nullable Path authenticationConfig;

  @Option(
      names = "--authentication-token-webhook-config-file",
      paramLabel = "FILE",
      description = "Kubeconfig of a service that knows bearer tokens.")
  @Nullable Path tokenWebhook;

  @Option(
      names = "--authentication-token-webhook-cache-ttl",
      paramLabel = "DURATION",
      defaultValue = "2m",
      description = "How long its answers are remembered (default: 2m).")
  String tokenWebhookTtl = "2m";

  @Option(
      names = "--authentication-token-webhook-version",
      paramLabel = "VERSION",
      defaultValue = "v1beta1",
      description = "Version of the reviews it gets: v1 or v1beta1 (default: v1beta1).")
  String tokenWebhookVersion = "v1beta1";

  @Option(
      names = "--oidc-issuer-url",
      paramLabel = "URL",
      description = "The issuer of OpenID Connect tokens; only https.")
  @Nullable String oidcIssuer;

  @Option(
      names = "--oidc-client-id",
      paramLabel = "ID",
      description = "The audience that OpenID Connect tokens have to be for.")
  @Nullable String oidcClient;

  @Option(
      names = "--oidc-username-claim",
      paramLabel = "CLAIM",
      defaultValue = "sub",
      description = "The claim that is the user's name (default: sub).")
  String oidcUserClaim = "sub";

  @Option(
      names = "--oidc-username-prefix",
      paramLabel = "PREFIX",
      description =
          "What is put before the user's name; - for nothing (default: the issuer and #, but"
              + " nothing for the claim email).")
  @Nullable String oidcUserPrefix;

  @Option(
      names = "--oidc-groups-claim",
      paramLabel = "CLAIM",
      description = "The claim that holds the user's groups.")
  String oidcGroupsClaim = "";

  @Option(
      names = "--oidc-groups-prefix",
      paramLabel = "PREFIX",
      description = "What is put before each group.")
  String oidcGroupsPrefix = "";

  @Option(
      names = "--oidc-ca-file",
      paramLabel = "FILE",
      description = "Certificates of whoever signed the issuer's (default: the machine's).")
  @Nullable Path oidcAuthority;

  @Option(
      names = "--oidc-required-claim",
      paramLabel = "CLAIM=VALUE",
      split = ",",
      description = "A claim that tokens have to have with this value; may be repeated.")
  List<String> oidcRequired = new ArrayList<>();

  @Option(
      names = "--oidc-signing-algs",
      paramLabel = "ALGORITHMS",
      split = ",",
      description = "How tokens may be signed (default: RS256).")
  List<String> oidcAlgorithms = new ArrayList<>();

  @Option(
      names = "--authorization-config",
      paramLabel = "FILE",
      description =
          "AuthorizationConfiguration that names the authorizers, in the place of"
              + " --authorization-mode; read again when it changes.")
  @Nullable Path authorizationConfig;

  @Option(
      names = "--authorization-webhook-config-file",
      paramLabel = "FILE",
      description = "Kubeconfig of the service that the authorization mode Webhook asks.")
  @Nullable Path accessWebhook;

  @Option(
      names = "--authorization-webhook-version",
      paramLabel = "VERSION",
      defaultValue = "v1beta1",
      description = "Version of the reviews it gets: v1 or v1beta1 (default: v1beta1).")
  String accessWebhookVersion = "v1beta1";

  @Option(
      names = "--authorization-webhook-cache-authorized-ttl",
      paramLabel = "DURATION",
      defaultValue = "5m",
      description = "How long it is remembered that it allows something (default: 5m).")
  String accessWebhookAllowedTtl = "5m";

  @Option(
      names = "--authorization-webhook-cache-unauthorized-ttl",
      paramLabel = "DURATION",
      defaultValue = "30s",
      description = "How long it is remembered that it does not (default: 30s).")
  String accessWebhookOthersTtl = "30s";

  public @Nullable Path authenticationConfig() {
    return authenticationConfig;
  }

  public @Nullable Path tokenWebhook() {
    return tokenWebhook;
  }

  public String tokenWebhookTtl() {
    return tokenWebhookTtl;
  }

  public String tokenWebhookVersion() {
    return tokenWebhookVersion;
  }

  public @Nullable String oidcIssuer() {
    return oidcIssuer;
  }

  public @Nullable String oidcClient() {
    return oidcClient;
  }

  public String oidcUserClaim() {
    return oidcUserClaim;
  }

  public @Nullable String oidcUserPrefix() {
    return oidcUserPrefix;
  }

  public String oidcGroupsClaim() {
    return oidcGroupsClaim;
  }

  public String oidcGroupsPrefix() {
    return oidcGroupsPrefix;
  }

  public @Nullable Path oidcAuthority() {
    return oidcAuthority;
  }

  public List<String> oidcRequired() {
    return List.copyOf(oidcRequired);
  }

  public List<String> oidcAlgorithms() {
    return List.copyOf(oidcAlgorithms);
  }

  public @Nullable Path authorizationConfig() {
    return authorizationConfig;
  }

  public @Nullable Path accessWebhook() {
    return accessWebhook;
  }

  public String accessWebhookVersion() {
    return accessWebhookVersion;
  }

  public String accessWebhookAllowedTtl() {
    return accessWebhookAllowedTtl;
  }

  public String accessWebhookOthersTtl() {
    return accessWebhookOthersTtl;
  }
}
