package io.kubejar.controllers.clusterroleaggregation;

import static io.kubejar.api.rbac.v1.ClusterRoleKind.CLUSTER_ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.rbac.v1.ClusterRole;
import io.kubejar.api.rbac.v1.PolicyRule;
import io.kubejar.controllers.testing.TestCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterRoleAggregationControllerTest {
  private static final Map<String, String> LABELS = Map.of("agg", "x");

  private static ClusterRole part(String name, String resource) {
    return ClusterRole.builder()
        .metadata(m -> m.name(name).labels(LABELS))
        .rules(PolicyRule.builder().resources(resource).verbs("get").build())
        .build();
  }

  private static List<String> resources(TestCluster cluster) {
    return cluster.api().existing(CLUSTER_ROLE, "", "all").rules().stream()
        .flatMap(rule -> rule.resources().stream())
        .toList();
  }

  @Test
  void rulesOfSelectedRolesAreJoined() {
    try (var cluster = new TestCluster()) {
      var controller = new ClusterRoleAggregationController(cluster.context());
      var selector = LabelSelector.builder().matchLabels(LABELS).build();
      cluster
          .api()
          .put(
              CLUSTER_ROLE,
              ClusterRole.builder()
                  .metadata(m -> m.name("all"))
                  .aggregationRule(a -> a.clusterRoleSelectors(selector))
                  .build());
      cluster.api().put(CLUSTER_ROLE, part("b", "rb"));
      cluster.api().put(CLUSTER_ROLE, part("a", "ra"));
      cluster.api().put(CLUSTER_ROLE, part("c", "ra"));
      cluster.reconcile(controller.loop());
      assertThat(resources(cluster)).containsExactly("ra", "rb");
      cluster.api().remove(CLUSTER_ROLE, "", "a");
      cluster.api().remove(CLUSTER_ROLE, "", "c");
      cluster.reconcile(controller.loop());
      assertThat(resources(cluster)).containsExactly("rb");
    }
  }
}
