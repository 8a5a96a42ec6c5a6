package io.kubejar.controllers.resourceclaim;

import static io.kubejar.api.core.v1.PodKind.POD;
import static io.kubejar.api.resource.v1.ResourceClaimKind.RESOURCE_CLAIM;
import static io.kubejar.api.resource.v1.ResourceClaimTemplateKind.RESOURCE_CLAIM_TEMPLATE;
import static io.kubejar.controllers.testing.Objects.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodResourceClaim;
import io.kubejar.api.resource.v1.AllocationResult;
import io.kubejar.api.resource.v1.ResourceClaim;
import io.kubejar.api.resource.v1.ResourceClaimConsumerReference;
import io.kubejar.api.resource.v1.ResourceClaimTemplate;
import io.kubejar.controllers.testing.Objects;
import io.kubejar.controllers.testing.TestCluster;
import org.junit.jupiter.api.Test;

class ResourceClaimControllerTest {
  private static Pod pod() {
    return Objects.pod("p", "a")
        .with(
            b ->
                b.spec(
                    s ->
                        s.resourceClaims(
                            PodResourceClaim.builder()
                                .name("dev")
                                .resourceClaimTemplateName("t")
                                .build())));
  }

  @Test
  void aClaimIsMadeFromTheTemplateAndGoesWithThePod() {
    try (var cluster = new TestCluster()) {
      var controller = new ResourceClaimController(cluster.context());
      cluster.api().put(POD, pod());
      cluster
          .api()
          .put(
              RESOURCE_CLAIM_TEMPLATE,
              ResourceClaimTemplate.builder()
                  .metadata(m -> m.namespace(NAMESPACE).name("t"))
                  .build());
      cluster.reconcile(controller.loop());
      ResourceClaim made = cluster.api().all(RESOURCE_CLAIM).getFirst();
      assertThat(made.metadata().generateName()).isEqualTo("p-dev-");
      assertThat(made.metadata().annotations())
          .containsEntry("resource.kubernetes.io/pod-claim-name", "dev");
      assertThat(made.metadata().ownerReferences().getFirst().blockOwnerDeletion()).isNull();
      assertThat(
              cluster
                  .api()
                  .existing(POD, NAMESPACE, "p")
                  .status()
                  .resourceClaimStatuses()
                  .getFirst()
                  .resourceClaimName())
          .isEqualTo(made.metadata().name());
      cluster.api().remove(POD, NAMESPACE, "p");
      cluster.reconcile(controller.loop());
      assertThat(cluster.api().all(RESOURCE_CLAIM)).isEmpty();
    }
  }

  @Test
  void aMissingTemplateIsTold() {
    try (var cluster = new TestCluster()) {
      var controller = new ResourceClaimController(cluster.context());
      cluster.api().put(POD, pod());
      cluster.reconcile(controller.loop());
      assertThat(cluster.api().all(RESOURCE_CLAIM)).isEmpty();
      assertThat(cluster.events()).anyMatch(text -> text.contains("FailedResourceClaimCreation"));
    }
  }

  @Test
  void whatAGonePodHadIsReleased() {
    try (var cluster = new TestCluster()) {
      var controller = new ResourceClaimController(cluster.context());
      cluster
          .api()
          .put(
              RESOURCE_CLAIM,
              ResourceClaim.builder()
                  .metadata(m -> m.namespace(NAMESPACE).name("c"))
                  .status(
                      s ->
                          s.allocation(AllocationResult.builder().build())
                              .reservedFor(
                                  ResourceClaimConsumerReference.builder()
                                      .resource("pods")
                                      .name("gone")
                                      .uid("u")
                                      .build()))
                  .build());
      cluster.reconcile(controller.loop());
      ResourceClaim left = cluster.api().existing(RESOURCE_CLAIM, NAMESPACE, "c");
      assertThat(left.status().reservedFor()).isEmpty();
      assertThat(left.status().allocation()).isNotNull();
    }
  }
}
