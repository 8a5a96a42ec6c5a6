package io.kubejar.controllers.volume;

import static io.kubejar.api.core.v1.PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM;
import static io.kubejar.api.core.v1.PersistentVolumeKind.PERSISTENT_VOLUME;
import static io.kubejar.api.storage.v1.StorageClassKind.STORAGE_CLASS;
import static io.kubejar.controllers.testing.Objects.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.PersistentVolume;
import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.storage.v1.StorageClass;
import io.kubejar.api.value.Quantity;
import io.kubejar.controllers.testing.TestCluster;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class VolumeBinderTest {
  static PersistentVolume volume(String name, String size) {
    return PersistentVolume.builder()
        .metadata(m -> m.name(name))
        .spec(
            s ->
                s.accessModes("ReadWriteOnce")
                    .capacity(Map.of("storage", Quantity.parse(size)))
                    .storageClassName("slow")
                    .persistentVolumeReclaimPolicy("Retain")
                    .hostPath(h -> h.path("/x")))
        .build();
  }

  static PersistentVolumeClaim claim(String name, String size) {
    return PersistentVolumeClaim.builder()
        .metadata(m -> m.namespace(NAMESPACE).name(name))
        .spec(
            s ->
                s.accessModes("ReadWriteOnce")
                    .storageClassName("slow")
                    .resources(r -> r.requests(Map.of("storage", Quantity.parse(size)))))
        .build();
  }

  private static PersistentVolume volume(TestCluster cluster, String name) {
    return cluster.api().existing(PERSISTENT_VOLUME, "", name);
  }

  private static PersistentVolumeClaim claim(TestCluster cluster, String name) {
    return cluster.api().existing(PERSISTENT_VOLUME_CLAIM, NAMESPACE, name);
  }

  @Test
  void aClaimGetsTheSmallestVolumeThatSuits() {
    try (var cluster = new TestCluster()) {
      var binder = new VolumeBinder(cluster.context());
      cluster.api().put(PERSISTENT_VOLUME, volume("big", "5Gi"));
      cluster.api().put(PERSISTENT_VOLUME, volume("fits", "2Gi"));
      cluster.api().put(PERSISTENT_VOLUME, volume("small", "100Mi"));
      cluster.reconcile(binder.loop());
      cluster.api().put(PERSISTENT_VOLUME_CLAIM, claim("c", "1Gi"));
      cluster.reconcile(binder.loop());
      PersistentVolumeClaim bound = claim(cluster, "c");
      assertThat(bound.spec().volumeName()).isEqualTo("fits");
      assertThat(bound.status().phase()).isEqualTo("Bound");
      assertThat(bound.status().capacity()).containsEntry("storage", Quantity.parse("2Gi"));
      assertThat(bound.metadata().annotations())
          .isEqualTo(
              Map.of(
                  "pv.kubernetes.io/bind-completed",
                  "yes",
                  "pv.kubernetes.io/bound-by-controller",
                  "yes"));
      PersistentVolume volume = volume(cluster, "fits");
      assertThat(volume.status().phase()).isEqualTo("Bound");
      assertThat(Objects.requireNonNull(volume.spec().claimRef()).uid())
          .isEqualTo(bound.metadata().uid());
      assertThat(volume(cluster, "big").status().phase()).isEqualTo("Available");
    }
  }

  @Test
  void aVolumeIsReleasedAfterItsClaim() {
    try (var cluster = new TestCluster()) {
      var binder = new VolumeBinder(cluster.context());
      cluster.api().put(PERSISTENT_VOLUME, volume("v", "2Gi"));
      cluster.api().put(PERSISTENT_VOLUME_CLAIM, claim("c", "1Gi"));
      cluster.reconcile(binder.loop());
      cluster.api().remove(PERSISTENT_VOLUME_CLAIM, NAMESPACE, "c");
      cluster.reconcile(binder.loop());
      assertThat(volume(cluster, "v").status().phase()).isEqualTo("Released");
      assertThat(volume(cluster, "v").spec().claimRef()).isNotNull();
    }
  }

  @Test
  void aVolumeThatNobodyDeletesFails() {
    try (var cluster = new TestCluster()) {
      var binder = new VolumeBinder(cluster.context());
      cluster
          .api()
          .put(
              PERSISTENT_VOLUME,
              volume("v", "2Gi")
                  .with(it -> it.spec(s -> s.persistentVolumeReclaimPolicy("Delete"))));
      cluster.api().put(PERSISTENT_VOLUME_CLAIM, claim("c", "1Gi"));
      cluster.reconcile(binder.loop());
      cluster.api().remove(PERSISTENT_VOLUME_CLAIM, NAMESPACE, "c");
      cluster.reconcile(binder.loop());
      assertThat(volume(cluster, "v").status().phase()).isEqualTo("Failed");
      assertThat(volume(cluster, "v").status().message())
          .isEqualTo("host_path deleter only supports /tmp/.+ but received provided /x");
    }
  }

  @Test
  void aClaimIsLostWithItsVolume() {
    try (var cluster = new TestCluster()) {
      var binder = new VolumeBinder(cluster.context());
      cluster.api().put(PERSISTENT_VOLUME, volume("v", "2Gi"));
      cluster.api().put(PERSISTENT_VOLUME_CLAIM, claim("c", "1Gi"));
      cluster.reconcile(binder.loop());
      cluster.api().remove(PERSISTENT_VOLUME, "", "v");
      cluster.reconcile(binder.loop());
      assertThat(claim(cluster, "c").status().phase()).isEqualTo("Lost");
      assertThat(cluster.events()).anyMatch(text -> text.contains("ClaimLost"));
    }
  }

  @Test
  void aVolumeIsKeptForTheClaimItNames() {
    try (var cluster = new TestCluster()) {
      var binder = new VolumeBinder(cluster.context());
      cluster
          .api()
          .put(
              PERSISTENT_VOLUME,
              volume("kept", "2Gi")
                  .with(b -> b.spec(s -> s.claimRef(r -> r.namespace(NAMESPACE).name("other")))));
      cluster.api().put(PERSISTENT_VOLUME_CLAIM, claim("c", "1Gi"));
      cluster.reconcile(binder.loop());
      assertThat(claim(cluster, "c").status().phase()).isEqualTo("Pending");
      cluster.api().put(PERSISTENT_VOLUME_CLAIM, claim("other", "1Gi"));
      cluster.reconcile(binder.loop());
      assertThat(claim(cluster, "other").spec().volumeName()).isEqualTo("kept");
      assertThat(volume(cluster, "kept").metadata().annotations()).isEmpty();
    }
  }

  @Test
  void aProvisionerOfOthersIsNamedOnTheClaim() {
    try (var cluster = new TestCluster()) {
      var binder = new VolumeBinder(cluster.context());
      cluster
          .api()
          .put(
              STORAGE_CLASS,
              StorageClass.builder()
                  .metadata(m -> m.name("slow"))
                  .provisioner("example.com/p")
                  .build());
      cluster.api().put(PERSISTENT_VOLUME_CLAIM, claim("c", "1Gi"));
      cluster.reconcile(binder.loop());
      assertThat(claim(cluster, "c").metadata().annotations())
          .containsEntry("volume.kubernetes.io/storage-provisioner", "example.com/p");
      assertThat(cluster.events()).anyMatch(text -> text.contains("ExternalProvisioning"));
    }
  }

  @Test
  void aClaimThatWaitsForItsConsumerTakesNoVolume() {
    try (var cluster = new TestCluster()) {
      var binder = new VolumeBinder(cluster.context());
      cluster
          .api()
          .put(
              STORAGE_CLASS,
              StorageClass.builder()
                  .metadata(m -> m.name("slow"))
                  .provisioner("example.com/p")
                  .volumeBindingMode("WaitForFirstConsumer")
                  .build());
      cluster.api().put(PERSISTENT_VOLUME, volume("v", "2Gi"));
      cluster.api().put(PERSISTENT_VOLUME_CLAIM, claim("c", "1Gi"));
      cluster.reconcile(binder.loop());
      assertThat(claim(cluster, "c").status().phase()).isEqualTo("Pending");
      assertThat(cluster.events()).anyMatch(text -> text.contains("WaitForFirstConsumer"));
    }
  }
}
