package io.kubejar.cluster;

import io.kubejar.cli.IdentityOptions;
import io.kubejar.cli.ServerOptions;
import io.kubejar.cli.UserException;
import io.kubejar.policy.AdmissionSettings;
import io.kubejar.policy.AuthorizationSettings;
import io.kubejar.policy.accessreview.WebhookSettings;
import io.kubejar.policy.authorization.AuthorizationConfiguration;
import io.kubejar.server.authentication.CertificateFile;
import io.kubejar.server.authentication.RequestHeaderAuthenticator;
import io.kubejar.server.features.FeatureGates;
import io.kubejar.server.features.RuntimeConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what the API server's options say about who may do what.
final class AccessOptions {
  private AccessOptions() {}

  /// The authorities of clients and of proxies in front of the server.
  ///
  /// @param clients who may sign clients' certificates, the cluster's own authority among them
  /// @param proxies who may sign proxies' certificates; none when there are no proxies
  record Authorities(
      Supplier<List<X509Certificate>> clients, Supplier<List<X509Certificate>> proxies) {
    /// All whose certificates a connection may show.
    List<X509Certificate> all() {
      var all = new ArrayList<>(clients.get());
      all.addAll(proxies.get());
      return all;
    }
  }

  /// @param own the cluster's own authority
  /// @throws UserException when a file has no certificates
  static Authorities authorities(ServerOptions options, X509Certificate own) {
    Supplier<List<X509Certificate>> further = certificates(options.clientAuthorities());
    Supplier<List<X509Certificate>> clients =
        options.clientAuthorities() == null
            ? () -> List.of(own)
            : () -> Stream.concat(Stream.of(own), further.get().stream()).toList();
    return new Authorities(clients, certificates(options.proxyAuthorities()));
  }

  private static Supplier<List<X509Certificate>> certificates(@Nullable Path file) {
    if (file == null) {
      return List::of;
    }
    try {
      return new CertificateFile(file, Clock.systemUTC());
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException("cannot read certificates from " + file + ": " + e.getMessage());
    }
  }

  /// Who believes the proxies.
  static RequestHeaderAuthenticator proxies(ServerOptions options, Authorities authorities) {
    return new RequestHeaderAuthenticator(
        authorities.proxies(),
        Set.copyOf(options.proxyNames()),
        new RequestHeaderAuthenticator.Names(
            options.proxyUserHeaders(),
            features(options).isOn(FeatureGates.PROXY_UID) ? options.proxyUidHeaders() : List.of(),
            options.proxyGroupHeaders(),
            options.proxyExtraPrefixes()),
        Clock.systemUTC());
  }

  /// @throws UserException when a gate is unknown or locked
  static FeatureGates features(ServerOptions options) {
    try {
      return FeatureGates.parse(options.featureGates());
    } catch (IllegalArgumentException e) {
      throw new UserException("--feature-gates: " + e.getMessage());
    }
  }

  /// @throws UserException when a key or value is wrong
  static RuntimeConfig runtimeConfig(ServerOptions options) {
    try {
      return RuntimeConfig.parse(options.runtimeConfig());
    } catch (IllegalArgumentException e) {
      throw new UserException("--runtime-config: " + e.getMessage());
    }
  }

  /// @throws UserException when the modes make no sense
  static AuthorizationSettings authorization(ServerOptions options) {
    IdentityOptions identity = options.identity();
    List<String> modes = options.authorizationModes();
    Path file = identity.authorizationConfig();
    if (file != null && (!modes.isEmpty() || identity.accessWebhook() != null)) {
      throw new UserException(
          "--authorization-config can not be specified when --authorization-mode or"
              + " --authorization-webhook-* flags are defined");
    }
    try {
      if (file != null) {
        AuthorizationConfiguration.read(file);
      }
      return new AuthorizationSettings(
          modes.isEmpty() ? List.of("Node", "RBAC") : modes,
          options.authorizationPolicyFile(),
          accessWebhook(identity),
          file);
    } catch (IOException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw new UserException(
          file == null
              ? String.valueOf(e.getMessage())
              : "failed to load AuthorizationConfiguration from file %s: %s"
                  .formatted(file, e.getMessage()));
    }
  }

  private static @Nullable WebhookSettings accessWebhook(IdentityOptions options) {
    Path kubeconfig = options.accessWebhook();
    if (kubeconfig == null) {
      return null;
    }
    requireVersion("--authorization-webhook-version", options.accessWebhookVersion());
    return new WebhookSettings(
        "webhook",
        kubeconfig,
        options.accessWebhookVersion(),
        Duration.ofSeconds(30),
        GoDuration.parse(
            "--authorization-webhook-cache-authorized-ttl", options.accessWebhookAllowedTtl()),
        GoDuration.parse(
            "--authorization-webhook-cache-unauthorized-ttl", options.accessWebhookOthersTtl()),
        false,
        List.of());
  }

  static void requireVersion(String option, String version) {
    if (!version.equals("v1") && !version.equals("v1beta1")) {
      throw new UserException(
          "%s: unsupported webhook version \"%s\": supported versions are v1, v1beta1"
              .formatted(option, version));
    }
  }

  /// @throws UserException when options or files make no sense
  static AdmissionSettings admission(ServerOptions options) {
    try {
      List<String> disabled = new ArrayList<>(options.disabledPlugins());
      if (!features(options).isOn(FeatureGates.MUTATING_POLICIES)
          && !options.enabledPlugins().contains(FeatureGates.MUTATING_POLICIES)) {
        disabled.add(FeatureGates.MUTATING_POLICIES);
      }
      return AdmissionSettings.of(options.enabledPlugins(), disabled, options.admissionConfig());
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    }
  }
}
