package io.kubejar.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.store.Limits;
import io.kubejar.store.SystemTimer;
import io.kubejar.store.UnavailableException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Members of real etcds.
@EnabledIf("available")
class EtcdClusterTest {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  static boolean available() {
    return EtcdProcess.available();
  }

  @Test
  void membersComeAndGo() throws Exception {
    try (EtcdProcess etcd = EtcdProcess.start();
        EtcdCluster cluster = EtcdCluster.open(EtcdSettings.of(etcd.endpoint()))) {
      cluster.requireMost();
      EtcdCluster.Member own = cluster.members().getFirst();
      assertThat(own.clients()).containsExactly(etcd.endpoint());
      assertThat(own.learner()).isFalse();

      URI peer = URI.create("http://127.0.0.1:2");
      EtcdCluster.Member added = cluster.add(peer, true);
      assertThat(added.learner()).isTrue();
      assertThat(added.name()).isEmpty();
      assertThat(cluster.at(peer)).contains(added);
      assertThat(cluster.promote(added.id())).isFalse();
      assertThatThrownBy(() -> cluster.add(peer, true))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("already exist");

      cluster.remove(added.id());
      assertThat(cluster.members()).containsExactly(own);
      assertThatThrownBy(() -> cluster.remove(added.id()))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("member not found");
    }
  }

  @Test
  void itGoesOnWithAMemberThatItIsToldOf() throws Exception {
    try (EtcdProcess first = EtcdProcess.start();
        EtcdProcess second = EtcdProcess.start();
        SystemTimer timer = new SystemTimer()) {
      EtcdEndpoints endpoints = EtcdEndpoints.inOrder(List.of(NOWHERE, first.endpoint()));
      EtcdSettings settings = EtcdSettings.of(first.endpoint());
      try (EtcdStore store = EtcdStore.open(settings, endpoints, timer, Limits.DEFAULT)) {
        assertThat(store.revision()).isEqualTo(1);
        endpoints.replace(List.of(NOWHERE, second.endpoint()));
        first.kill();
        assertThat(store.revision()).isEqualTo(1);
      }
      endpoints.replace(List.of());
      assertThat(endpoints.all()).containsExactly(NOWHERE, second.endpoint());
    }
  }
}
