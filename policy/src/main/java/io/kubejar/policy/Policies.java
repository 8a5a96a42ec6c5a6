package io.kubejar.policy;

import io.kubejar.api.rbac.v1.PolicyRule;
import io.kubejar.policy.rbac.RbacAuthorizer;
import io.kubejar.server.spi.AdmissionObserver;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.ClusterWriter;
import io.kubejar.server.spi.Reloaded;
import io.kubejar.server.spi.RuleResolver;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The authorizers and admission plugins a cluster uses by default, as upstream's
/// `--authorization-mode=Node,RBAC` and its default plugins with `NodeRestriction`.
///
/// @param authorizer all authorizers as one
/// @param rules what users may do, for reviews
/// @param plugins the plugins in the order in which they run
/// @param configuration the file that names the authorizers; null when there is none
/// @param held what has to be closed with them
public record Policies(
    Authorizer authorizer,
    RuleResolver rules,
    List<AdmissionPlugin> plugins,
    @Nullable Reloaded<?> configuration,
    List<Runnable> held)
    implements AutoCloseable {
  public Policies {
    plugins = List.copyOf(plugins);
    held = List.copyOf(held);
  }

  /// The default ones.
  ///
  /// @param nodeRules what every node may do: the rules of the role `system:node`
  public static <C extends ClusterView & ClusterWriter> Policies standard(
      C cluster, List<PolicyRule> nodeRules) {
    return of(
        cluster,
        nodeRules,
        AuthorizationSettings.DEFAULT,
        AdmissionSettings.DEFAULT,
        Clock.systemUTC());
  }

  /// Those that the settings ask for.
  ///
  /// @throws IllegalArgumentException when a plugin's configuration makes no sense
  public static <C extends ClusterView & ClusterWriter> Policies of(
      C cluster,
      List<PolicyRule> nodeRules,
      AuthorizationSettings authorization,
      AdmissionSettings settings,
      Clock clock) {
    return of(cluster, nodeRules, authorization, settings, clock, AdmissionObserver.NONE);
  }

  /// The same, with somebody who hears of webhooks and policies.
  public static <C extends ClusterView & ClusterWriter> Policies of(
      C cluster,
      List<PolicyRule> nodeRules,
      AuthorizationSettings authorization,
      AdmissionSettings settings,
      Clock clock,
      AdmissionObserver observer) {
    var rbac = new RbacAuthorizer(cluster);
    var authorizers = Authorizers.of(authorization, cluster, nodeRules, rbac);
    Authorizer authorizer = authorizers.chain();
    List<Runnable> held = new ArrayList<>();
    held.add(authorizers::close);
    try {
      List<AdmissionPlugin> plugins =
          PluginCatalog.plugins(
              new PluginCatalog.Parts(
                  cluster, cluster, authorizer, rbac, settings, clock, observer, held));
      return new Policies(
          authorizer, authorizers.rules(), plugins, authorizers.configuration(), held);
    } catch (RuntimeException e) {
      held.forEach(Runnable::run);
      throw e;
    }
  }

  /// Gives back the connections of authorizers and plugins.
  @Override
  public void close() {
    held.forEach(Runnable::run);
  }
}
