package io.kubejar.controllers.clusterroleaggregation;

import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.rbac.v1.AggregationRule;
import io.kubejar.api.rbac.v1.ClusterRole;
import io.kubejar.api.rbac.v1.ClusterRoleKind;
import io.kubejar.api.rbac.v1.PolicyRule;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Gives each cluster role with an aggregation rule the rules of the roles it selects.
public final class ClusterRoleAggregationController implements Controller {
  private final Client client;
  private final Lister<ClusterRole> roles;
  private final ReconcileLoop<Key> loop;

  public ClusterRoleAggregationController(ControllerContext context) {
    Informer<ClusterRole> informer = context.informers().of(ClusterRoleKind.CLUSTER_ROLE);
    this.client = context.client();
    this.roles = informer.lister();
    this.loop = ReconcileLoop.of(name(), 1, context, List.of(informer), this::reconcile);
    informer.addHandler(Changes.of(_ -> enqueueAll()));
  }

  @Override
  public String name() {
    return "clusterrole-aggregation-controller";
  }

  /// The queue of cluster roles and its worker.
  public ReconcileLoop<Key> loop() {
    return loop;
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void close() {
    loop.close();
  }

  private void enqueueAll() {
    for (ClusterRole role : roles.list()) {
      if (role.aggregationRule() != null) {
        loop.queue().add(Key.of(role));
      }
    }
  }

  private Reconciled reconcile(Key key) {
    ClusterRole role = roles.get(key);
    AggregationRule aggregation = role == null ? null : role.aggregationRule();
    if (role == null || aggregation == null) {
      return Reconciled.done();
    }
    Set<PolicyRule> rules = new LinkedHashSet<>();
    for (LabelSelector selector : aggregation.clusterRoleSelectors()) {
      roles.list().stream()
          .filter(other -> !Key.of(other).equals(key))
          .filter(other -> LabelSelectors.matches(selector, other.metadata().labels()))
          .sorted(Comparator.comparing(other -> other.metadata().name()))
          .forEach(other -> rules.addAll(other.rules()));
    }
    List<PolicyRule> wanted = new ArrayList<>(rules);
    if (!wanted.equals(role.rules())) {
      client.resources(ClusterRoleKind.CLUSTER_ROLE).update(role.with(b -> b.rules(wanted)));
    }
    return Reconciled.done();
  }
}
