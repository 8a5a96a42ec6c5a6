package io.kubejar.policy;

import io.kubejar.api.rbac.v1.PolicyRule;
import io.kubejar.client.http.ReviewWebhook;
import io.kubejar.policy.abac.AbacAuthorizer;
import io.kubejar.policy.accessreview.WebhookAuthorizer;
import io.kubejar.policy.accessreview.WebhookSettings;
import io.kubejar.policy.authorization.AuthorizationConfiguration;
import io.kubejar.policy.masters.MastersAuthorizer;
import io.kubejar.policy.node.NodeAuthorizer;
import io.kubejar.policy.rbac.RbacAuthorizer;
import io.kubejar.policy.union.AuthorizerChain;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.ConfigDocument;
import io.kubejar.server.spi.Reloaded;
import io.kubejar.server.spi.RuleResolver;
import io.kubejar.server.spi.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The authorizers that settings ask for, as one, and what they know to tell about users' rights.
///
/// @param chain asks one after the other; `system:masters` always comes first
/// @param configuration the file that names them; null when there is none
/// @param held what has to be closed with them
record Authorizers(
    Authorizer chain, RuleResolver rules, @Nullable Reloaded<?> configuration, List<Runnable> held)
    implements AutoCloseable {
  private static final PolicyRule ALL_RESOURCES =
      PolicyRule.builder().verbs("*").apiGroups("*").resources("*").build();
  private static final PolicyRule ALL_PATHS =
      PolicyRule.builder().verbs("*").nonResourceURLs("*").build();
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int ATTEMPTS = 5;

  /// What authorizers are made from.
  private record Parts(
      ClusterView view,
      List<PolicyRule> nodeRules,
      RbacAuthorizer rbac,
      @Nullable Path policyFile) {}

  /// @throws IllegalArgumentException when a file cannot be understood
  static Authorizers of(
      AuthorizationSettings settings,
      ClusterView view,
      List<PolicyRule> nodeRules,
      RbacAuthorizer rbac) {
    Parts parts = new Parts(view, nodeRules, rbac, settings.policyFile());
    Path file = settings.configuration();
    if (file == null) {
      return of(
          settings.modes().stream()
              .map(
                  mode ->
                      new AuthorizationConfiguration.Entry(
                          mode, mode, mode.equals("Webhook") ? settings.webhook() : null))
              .toList(),
          parts);
    }
    try {
      Reloaded<Authorizers> current =
          new Reloaded<>(
              file,
              text ->
                  of(
                      AuthorizationConfiguration.of(ConfigDocument.parse(text)).authorizers(),
                      parts),
              Authorizers::close,
              Clock.systemUTC());
      return new Authorizers(
          new Current(current),
          (user, namespace) -> current.use(now -> now.rules().rules(user, namespace)),
          current,
          List.of(current::close));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Authorizers of(List<AuthorizationConfiguration.Entry> entries, Parts parts) {
    var held = new ArrayList<Runnable>();
    try {
      return of(entries, parts, held);
    } catch (RuntimeException e) {
      held.forEach(Runnable::run);
      throw e;
    }
  }

  private static Authorizers of(
      List<AuthorizationConfiguration.Entry> entries, Parts parts, List<Runnable> held) {
    var members = new ArrayList<Authorizer>(List.of(new MastersAuthorizer()));
    var resolvers = new ArrayList<RuleResolver>();
    for (AuthorizationConfiguration.Entry entry : entries) {
      switch (entry.type()) {
        case "Node" -> members.add(new NodeAuthorizer(parts.view(), parts.nodeRules()));
        case "RBAC" -> {
          members.add(parts.rbac());
          resolvers.add(parts.rbac());
        }
        case "ABAC" -> {
          AbacAuthorizer abac = abac(parts.policyFile());
          members.add(abac);
          resolvers.add(abac);
        }
        case "Webhook" -> {
          WebhookSettings webhook = entry.webhook();
          if (webhook == null) {
            throw new IllegalStateException("a webhook without settings");
          }
          members.add(webhook(webhook, held));
          resolvers.add(
              (_, _) ->
                  new RuleResolver.Rules(
                      List.of(),
                      List.of("webhook authorizer does not support user rule resolution")));
        }
        case "AlwaysAllow" -> {
          members.add(new Fixed(entry.type(), new Authorizer.Decision.Allowed("")));
          resolvers.add(
              (_, _) -> new RuleResolver.Rules(List.of(ALL_RESOURCES, ALL_PATHS), List.of()));
        }
        case "AlwaysDeny" ->
            members.add(
                new Fixed(
                    entry.type(), new Authorizer.Decision.NoOpinion("Everything is forbidden.")));
        default -> throw new IllegalStateException("no authorizer " + entry.type());
      }
    }
    return new Authorizers(
        new AuthorizerChain(members),
        resolvers.size() == 1 ? resolvers.getFirst() : (user, at) -> joined(resolvers, user, at),
        null,
        List.copyOf(held));
  }

  private static Authorizer webhook(WebhookSettings settings, List<Runnable> held) {
    try {
      ReviewWebhook service =
          ReviewWebhook.open(settings.kubeconfig(), settings.timeout(), PAUSE, ATTEMPTS);
      held.add(service::close);
      return new WebhookAuthorizer(settings, service::ask, Clock.systemUTC());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "authorization webhook %s: %s".formatted(settings.kubeconfig(), e.getMessage()), e);
    }
  }

  private static RuleResolver.Rules joined(
      List<RuleResolver> resolvers, User user, String namespace) {
    var rules = new ArrayList<PolicyRule>();
    var errors = new ArrayList<String>();
    for (RuleResolver resolver : resolvers) {
      RuleResolver.Rules found = resolver.rules(user, namespace);
      rules.addAll(found.rules());
      errors.addAll(found.errors());
    }
    return new RuleResolver.Rules(rules, errors);
  }

  private static AbacAuthorizer abac(@Nullable Path file) {
    if (file == null) {
      throw new IllegalArgumentException(
          "authorization-mode ABAC's authorization policy file not passed");
    }
    try {
      return AbacAuthorizer.load(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "error reading policy file %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    held.forEach(Runnable::run);
  }

  /// Says the same to everybody.
  private record Fixed(String name, Decision decision) implements Authorizer {
    @Override
    public Decision authorize(Attributes attributes) {
      return decision;
    }
  }

  /// Whatever the file says at the moment.
  private record Current(Reloaded<Authorizers> authorizers) implements Authorizer {
    @Override
    public String name() {
      return authorizers.use(now -> now.chain().name());
    }

    @Override
    public Decision authorize(Attributes attributes) {
      return authorizers.use(now -> now.chain().authorize(attributes));
    }
  }
}
