package io.kubejar.cluster.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.cli.UserException;
import io.kubejar.cluster.machines.ClusterShape.State;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterShapeTest {
  private static final ClusterShape SHAPE =
      new ClusterShape(
          "prod",
          "v1.36.2",
          "10.0.0.1:6443",
          "cluster.local",
          "10.244.0.0/16",
          "10.96.0.0/16",
          new State.External(List.of(URI.create("https://10.0.0.9:2379"))));

  @Test
  void itIsKeptAsKubeadmKeepsIt() {
    assertThat(SHAPE.toConfigMap().metadata().name()).isEqualTo("kubeadm-config");
    assertThat(SHAPE.toConfigMap().data().get("ClusterConfiguration"))
        .contains("apiVersion: kubeadm.k8s.io/v1beta4")
        .contains("controlPlaneEndpoint: 10.0.0.1:6443")
        .contains("podSubnet: 10.244.0.0/16");
    assertThat(ClusterShape.of(SHAPE.toConfigMap())).isEqualTo(SHAPE);
  }

  @Test
  void itSaysWhereTheMembersOfAnEtcdBesideTheServersAre() {
    ClusterShape stacked =
        new ClusterShape(
            SHAPE.name(),
            SHAPE.version(),
            SHAPE.endpoint(),
            SHAPE.domain(),
            SHAPE.podRange(),
            SHAPE.serviceRange(),
            new State.Stacked(
                "/var/lib/kubejar/etcd",
                List.of(URI.create("https://10.0.0.1:2379"), URI.create("https://10.0.0.2:2379"))));
    assertThat(stacked.toConfigMap().data().get("ClusterConfiguration"))
        .contains("dataDir: /var/lib/kubejar/etcd");
    assertThat(ClusterShape.of(stacked.toConfigMap())).isEqualTo(stacked);
  }

  @Test
  void whatCannotBeReadIsSaid() {
    for (String wrong : List.of("", "[1]", "a: [", "etcd: {external: {endpoints: ['{']}}")) {
      ConfigMap map = ConfigMap.builder().data(Map.of("ClusterConfiguration", wrong)).build();
      assertThatThrownBy(() -> ClusterShape.of(map))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("kubeadm-config");
    }
  }
}
