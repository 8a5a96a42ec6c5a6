package io.kubejar.cluster;

import io.kubejar.cli.IdentityOptions;
import io.kubejar.cli.ServerOptions;
import io.kubejar.cli.UserException;
import io.kubejar.client.http.ReviewWebhook;
import io.kubejar.http.Pem;
import io.kubejar.server.authentication.WebhookTokenAuthenticator;
import io.kubejar.server.jwt.AnonymousAccess;
import io.kubejar.server.jwt.AuthenticationConfiguration;
import io.kubejar.server.jwt.JwtAuthenticator;
import io.kubejar.server.jwt.JwtSettings;
import io.kubejar.server.jwt.JwtSettings.ClaimRule;
import io.kubejar.server.jwt.JwtSettings.Mapping;
import io.kubejar.server.jwt.ReloadedIssuers;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.Reloaded;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Who is believed about users from outside of the cluster, as the options want it.
///
/// @param members asked after the cluster's own authenticators
/// @param anonymous the paths that are open to whoever shows nothing
/// @param configuration the file that says so; null when there is none
record OutsideIdentities(
    List<Authenticator> members, Predicate<String> anonymous, @Nullable Reloaded<?> configuration) {
  private static final String EVERY_FLAG =
      "oidc-issuer-url and oidc-client-id must be specified together when any oidc-* flags are set";

  /// Refuses options and files that make no sense.
  static void check(ServerOptions options) {
    try (Teardown nothing = new Teardown()) {
      open(options, "", nothing);
    }
  }

  /// @param issuer this server as an issuer of tokens
  /// @param owned gets what has to be closed
  static OutsideIdentities open(ServerOptions options, String issuer, Teardown owned) {
    IdentityOptions identity = options.identity();
    List<Authenticator> members = new ArrayList<>();
    AnonymousAccess access =
        new AnonymousAccess(!Boolean.FALSE.equals(options.anonymousAuth()), Set.of());
    Reloaded<?> configuration = null;
    Path file = identity.authenticationConfig();
    if (file == null) {
      if (usesOpenId(identity)) {
        members.add(
            owned.own("OpenID Connect", new JwtAuthenticator(openId(identity), Clock.systemUTC())));
      }
    } else {
      if (usesOpenId(identity)) {
        throw new UserException(
            "authentication-config file and oidc-* flags are mutually exclusive");
      }
      try {
        AnonymousAccess told = AuthenticationConfiguration.read(file, Set.of(issuer)).anonymous();
        if (told != null) {
          if (options.anonymousAuth() != null) {
            throw new UserException(
                "--anonymous-auth flag cannot be set when anonymous field is configured in"
                    + " authentication configuration file");
          }
          access = told;
        }
        ReloadedIssuers issuers =
            owned.own(
                "issuers of tokens", new ReloadedIssuers(file, Set.of(issuer), Clock.systemUTC()));
        members.add(issuers);
        configuration = issuers.configuration();
      } catch (IOException | IllegalArgumentException e) {
        throw new UserException(
            "failed to load AuthenticationConfiguration from file %s: %s"
                .formatted(file, e.getMessage()));
      }
    }
    tokenWebhook(identity, issuer, members, owned);
    return new OutsideIdentities(List.copyOf(members), open(access), configuration);
  }

  private static Predicate<String> open(AnonymousAccess access) {
    Set<String> paths = access.paths();
    return paths.isEmpty()
        ? _ -> access.enabled()
        : path -> access.enabled() && paths.contains(path);
  }

  private static boolean usesOpenId(IdentityOptions options) {
    return options.oidcIssuer() != null
        || options.oidcClient() != null
        || options.oidcAuthority() != null
        || options.oidcUserPrefix() != null
        || !options.oidcUserClaim().equals("sub")
        || !options.oidcGroupsClaim().isEmpty()
        || !options.oidcGroupsPrefix().isEmpty()
        || !options.oidcRequired().isEmpty()
        || !options.oidcAlgorithms().isEmpty();
  }

  private static JwtSettings openId(IdentityOptions options) {
    String issuer = options.oidcIssuer();
    String client = options.oidcClient();
    if (issuer == null || client == null) {
      throw new UserException(EVERY_FLAG);
    }
    if (!"https".equals(scheme(issuer))) {
      throw new UserException(
          "jwt[0].issuer.url: Invalid value: \"%s\": URL scheme must be https".formatted(issuer));
    }
    Set<String> algorithms = new HashSet<>(options.oidcAlgorithms());
    for (String algorithm : algorithms) {
      if (!JwtSettings.ALL_ALGORITHMS.contains(algorithm)) {
        throw new UserException("oidc: unsupported signing alg: \"%s\"".formatted(algorithm));
      }
    }
    String groups = options.oidcGroupsClaim();
    return new JwtSettings(
        issuer,
        "",
        authority(options.oidcAuthority()),
        List.of(client),
        algorithms.isEmpty() ? Set.of("RS256") : algorithms,
        required(options.oidcRequired()),
        new Mapping.Claim(options.oidcUserClaim(), userPrefix(options, issuer)),
        groups.isEmpty() ? null : new Mapping.Claim(groups, options.oidcGroupsPrefix()),
        null,
        List.of(),
        List.of());
  }

  private static String userPrefix(IdentityOptions options, String issuer) {
    String prefix = options.oidcUserPrefix();
    if (prefix == null || prefix.isEmpty()) {
      return options.oidcUserClaim().equals("email") ? "" : issuer + "#";
    }
    return prefix.equals("-") ? "" : prefix;
  }

  private static String scheme(String url) {
    try {
      return String.valueOf(URI.create(url).getScheme());
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "jwt[0].issuer.url: Invalid value: \"%s\": %s".formatted(url, e.getMessage()));
    }
  }

  private static String authority(@Nullable Path file) {
    if (file == null) {
      return "";
    }
    try {
      String pem = Files.readString(file);
      if (Pem.certificates(pem).isEmpty()) {
        throw new UserException("--oidc-ca-file: there are no certificates in " + file);
      }
      return pem;
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException("--oidc-ca-file: cannot read certificates from " + file);
    }
  }

  private static List<ClaimRule> required(List<String> given) {
    List<ClaimRule> rules = new ArrayList<>();
    for (String each : given) {
      int equals = each.indexOf('=');
      if (equals < 0) {
        throw new UserException(
            "invalid argument \"%s\" for \"--oidc-required-claim\" flag: malformed pair, expect string=string"
                .formatted(each));
      }
      rules.add(
          new ClaimRule.Required(
              each.substring(0, equals).strip(), each.substring(equals + 1).strip()));
    }
    return rules;
  }

  private static void tokenWebhook(
      IdentityOptions identity, String issuer, List<Authenticator> members, Teardown owned) {
    Path kubeconfig = identity.tokenWebhook();
    if (kubeconfig == null) {
      return;
    }
    AccessOptions.requireVersion(
        "--authentication-token-webhook-version", identity.tokenWebhookVersion());
    Duration lifetime =
        GoDuration.parse("--authentication-token-webhook-cache-ttl", identity.tokenWebhookTtl());
    try {
      ReviewWebhook service =
          owned.own(
              "authentication webhook",
              ReviewWebhook.open(kubeconfig, Duration.ofSeconds(30), Duration.ofMillis(500), 5));
      members.add(
          new WebhookTokenAuthenticator(
              service::ask,
              identity.tokenWebhookVersion(),
              List.of(issuer),
              lifetime,
              Clock.systemUTC()));
    } catch (IOException e) {
      throw new UserException("--authentication-token-webhook-config-file: " + e.getMessage());
    }
  }
}
