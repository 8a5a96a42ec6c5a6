package io.kubejar.controllers.volume;

import static io.kubejar.api.core.v1.PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM;
import static io.kubejar.api.core.v1.PodKind.POD;
import static io.kubejar.controllers.testing.Objects.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.Volume;
import io.kubejar.client.Key;
import io.kubejar.controllers.testing.Objects;
import io.kubejar.controllers.testing.TestCluster;
import org.junit.jupiter.api.Test;

class ProtectionTest {
  private static Pod user(String node) {
    return Objects.pod("p", "a")
        .with(
            b ->
                b.spec(
                    s ->
                        s.nodeName(node)
                            .volumes(
                                Volume.builder()
                                    .name("v")
                                    .persistentVolumeClaim(c -> c.claimName("c"))
                                    .build())));
  }

  @Test
  void aClaimStaysWhileAPodUsesIt() {
    try (var cluster = new TestCluster()) {
      var protection = new ClaimProtection(cluster.context());
      cluster.api().put(PERSISTENT_VOLUME_CLAIM, VolumeBinderTest.claim("c", "1Gi"));
      cluster.api().put(POD, user("n1"));
      cluster.reconcile(protection.loop());
      assertThat(
              cluster
                  .api()
                  .existing(PERSISTENT_VOLUME_CLAIM, NAMESPACE, "c")
                  .metadata()
                  .finalizers())
          .containsExactly("kubernetes.io/pvc-protection");
      cluster.client().resources(PERSISTENT_VOLUME_CLAIM, NAMESPACE).delete("c");
      cluster.reconcile(protection.loop());
      assertThat(cluster.api().find(PERSISTENT_VOLUME_CLAIM, new Key(NAMESPACE, "c"))).isNotNull();
      cluster.api().remove(POD, NAMESPACE, "p");
      cluster.reconcile(protection.loop());
      assertThat(cluster.api().find(PERSISTENT_VOLUME_CLAIM, new Key(NAMESPACE, "c"))).isNull();
    }
  }

  @Test
  void aPodWithoutNodeDoesNotHoldItsClaim() {
    try (var cluster = new TestCluster()) {
      var protection = new ClaimProtection(cluster.context());
      cluster.api().put(PERSISTENT_VOLUME_CLAIM, VolumeBinderTest.claim("c", "1Gi"));
      cluster.api().put(POD, user(""));
      cluster.reconcile(protection.loop());
      cluster.client().resources(PERSISTENT_VOLUME_CLAIM, NAMESPACE).delete("c");
      cluster.reconcile(protection.loop());
      assertThat(cluster.api().find(PERSISTENT_VOLUME_CLAIM, new Key(NAMESPACE, "c"))).isNull();
    }
  }

  @Test
  void anEphemeralVolumeGetsAClaimOfThePod() {
    try (var cluster = new TestCluster()) {
      var controller = new EphemeralVolumeController(cluster.context());
      cluster
          .api()
          .put(
              POD,
              Objects.pod("p", "a")
                  .with(
                      b ->
                          b.spec(
                              s ->
                                  s.volumes(
                                      Volume.builder()
                                          .name("scratch")
                                          .ephemeral(
                                              e ->
                                                  e.volumeClaimTemplate(
                                                      t ->
                                                          t.spec(
                                                              c -> c.accessModes("ReadWriteOnce"))))
                                          .build()))));
      cluster.reconcile(controller.loop());
      PersistentVolumeClaim made =
          cluster.api().existing(PERSISTENT_VOLUME_CLAIM, NAMESPACE, "p-scratch");
      assertThat(made.metadata().ownerReferences().getFirst().name()).isEqualTo("p");
      assertThat(made.spec().accessModes()).containsExactly("ReadWriteOnce");
    }
  }
}
