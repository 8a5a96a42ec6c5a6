package io.kubejar.cluster;

import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.core.v1.ServiceAccount;
import io.kubejar.policy.Policies;
import io.kubejar.server.authentication.AuthenticatorChain;
import io.kubejar.server.authentication.BootstrapTokenAuthenticator;
import io.kubejar.server.authentication.CertificateAuthenticator;
import io.kubejar.server.authentication.LegacyTokens;
import io.kubejar.server.authentication.ServiceAccountAuthenticator;
import io.kubejar.server.authentication.StaticTokenAuthenticator;
import io.kubejar.server.discovery.OpenIdRoutes;
import io.kubejar.server.features.FeatureGates;
import io.kubejar.server.pki.ClusterPki;
import io.kubejar.server.rest.Route;
import io.kubejar.server.special.Specials;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.Reloaded;
import io.kubejar.server.token.TokenSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Whom a server takes its clients for, and the tokens that it gives to service accounts.
final class Identities implements AutoCloseable {
  private static final String ISSUER = "https://kubernetes.default.svc";

  private final ClusterConfig config;
  private final TokenSigner signer;
  private final AccessOptions.Authorities authorities;
  private final Optional<StaticTokenAuthenticator> staticTokens;
  private final OutsideIdentities outsiders;
  private final TokenLabels labels;

  /// @param update writes what is noted of a token that was used
  /// @param owned gets what has to be closed after the server
  /// @throws IOException when the file of static tokens cannot be read
  Identities(ClusterConfig config, ClusterPki pki, Consumer<Secret> update, Teardown owned)
      throws IOException {
    this.config = config;
    this.signer = new TokenSigner(pki.serviceAccountKeys(), ISSUER);
    this.authorities = AccessOptions.authorities(config.server(), pki.authority().certificate());
    Path tokens = config.server().tokenAuthFile();
    this.staticTokens =
        tokens == null ? Optional.empty() : Optional.of(StaticTokenAuthenticator.load(tokens));
    this.outsiders = OutsideIdentities.open(config.server(), ISSUER, owned);
    this.labels = new TokenLabels(update);
  }

  /// The signers of certificates that clients show.
  AccessOptions.Authorities authorities() {
    return authorities;
  }

  /// The file that says whom to believe; null when there is none.
  @Nullable Reloaded<?> configuration() {
    return outsiders.configuration();
  }

  TokenSigner signer() {
    return signer;
  }

  /// The audiences of tokens that name none.
  List<String> audiences() {
    return List.of(ISSUER);
  }

  /// What others check this server's tokens with.
  List<Route> openIdRoutes() {
    return OpenIdRoutes.of(signer, ISSUER);
  }

  /// Asks everyone who may know a client, the cluster's own authenticators first.
  Authenticator authenticator(ClusterView view) {
    List<Authenticator> members = new ArrayList<>();
    if (config.server().proxyAuthorities() != null) {
      members.add(AccessOptions.proxies(config.server(), authorities));
    }
    members.add(
        new CertificateAuthenticator(
            authorities.clients(),
            Clock.systemUTC(),
            AccessOptions.features(config.server()).isOn(FeatureGates.CERTIFICATE_UID)));
    staticTokens.ifPresent(members::add);
    members.add(accounts(view));
    members.add(new LegacyTokens(signer, view, labels::set, Clock.systemUTC()));
    members.add(new BootstrapTokenAuthenticator(view, Clock.systemUTC()));
    members.addAll(outsiders.members());
    return new AuthenticatorChain(members, outsiders.anonymous());
  }

  private ServiceAccountAuthenticator accounts(ClusterView view) {
    return new ServiceAccountAuthenticator(signer, audiences(), view, Clock.systemUTC());
  }

  /// What the review kinds answer from.
  Specials.Identity reviewed(ClusterView view, Policies policies) {
    return new Specials.Identity(
        signer,
        audiences(),
        authenticator(view),
        accounts(view),
        policies.authorizer(),
        policies.rules());
  }

  /// Signs the token of a secret.
  static String legacyToken(TokenSigner signer, ServiceAccount account, Secret secret) {
    return signer.signLegacy(
        new TokenSigner.LegacyClaims(
            account.metadata().namespace(),
            account.metadata().name(),
            account.metadata().uid(),
            secret.metadata().name()));
  }

  /// Ends the noting of used tokens.
  @Override
  public void close() {
    labels.close();
  }
}
