package io.kubejar.server.special;

import io.kubejar.http.HttpClient;
import io.kubejar.server.authentication.ServiceAccountAuthenticator;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.rest.SubresourceHandler;
import io.kubejar.server.rest.VirtualResource;
import io.kubejar.server.special.pod.BindingHandler;
import io.kubejar.server.special.pod.EvictionHandler;
import io.kubejar.server.special.pod.NodeConnection;
import io.kubejar.server.special.pod.OldBindings;
import io.kubejar.server.special.pod.PodParts;
import io.kubejar.server.special.pod.PodStreams;
import io.kubejar.server.special.pod.Proxies;
import io.kubejar.server.special.review.AccessReviews;
import io.kubejar.server.special.review.IdentityReviews;
import io.kubejar.server.special.review.RulesReview;
import io.kubejar.server.special.scale.ScaleHandler;
import io.kubejar.server.special.service.AddressRange;
import io.kubejar.server.special.service.PortClaims;
import io.kubejar.server.special.service.ServiceRule;
import io.kubejar.server.special.token.TokenHandler;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.RuleResolver;
import io.kubejar.server.spi.StatefulRule;
import io.kubejar.server.token.TokenSigner;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// All handlers and rules of this package, put together.
public final class Specials {
  private Specials() {}

  /// What the handlers of tokens and reviews need to know.
  ///
  /// @param signer signs service account tokens
  /// @param audiences the names by which tokens for this server call it
  /// @param authenticator knows tokens of all sorts
  /// @param accounts knows the tokens of service accounts
  /// @param authorizer the authorizers, as one
  /// @param rules lists what users may do
  public record Identity(
      TokenSigner signer,
      List<String> audiences,
      Authenticator authenticator,
      ServiceAccountAuthenticator accounts,
      Authorizer authorizer,
      RuleResolver rules) {}

  /// The rules that give services addresses and ports.
  public static List<StatefulRule<?>> rules(
      Registries registries,
      AddressRange services,
      int firstPort,
      int lastPort,
      PortClaims claims,
      Clock clock) {
    return List.of(
        new ServiceRule(
            services, firstPort, lastPort, claims, registries, new SecureRandom(), clock));
  }

  /// The handlers of subresources.
  ///
  /// @param nodeClient reaches nodes, with the certificate `apiserver-kubelet-client`
  /// @param podClient reaches pods and services, without credentials
  public static List<SubresourceHandler> subresources(
      Registries registries,
      TokenSigner signer,
      List<String> audiences,
      HttpClient nodeClient,
      HttpClient podClient,
      Clock clock) {
    var nodes = new NodeConnection(registries, nodeClient);
    var handlers = new ArrayList<SubresourceHandler>();
    handlers.add(new BindingHandler(registries, clock));
    handlers.add(new EvictionHandler(registries, clock));
    handlers.add(new TokenHandler(registries, signer, audiences, clock));
    handlers.add(new CertificateApprovalHandler(registries));
    handlers.addAll(PodParts.all(registries));
    handlers.addAll(ScaleHandler.builtIn(registries, clock));
    handlers.addAll(new PodStreams(nodes).all());
    handlers.addAll(new Proxies(nodes, podClient).all());
    return List.copyOf(handlers);
  }

  /// The resources that are not stored.
  public static List<VirtualResource<?>> virtualResources(
      Registries registries, Identity identity, Clock clock) {
    var resources = new ArrayList<VirtualResource<?>>();
    resources.add(new OldBindings(new BindingHandler(registries, clock)));
    resources.addAll(new AccessReviews(identity.authorizer()).all());
    resources.add(new RulesReview(identity.rules()));
    resources.addAll(
        new IdentityReviews(
                identity.authenticator(), identity.accounts(), identity.audiences(), clock)
            .all());
    return List.copyOf(resources);
  }
}
