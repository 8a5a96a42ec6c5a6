package io.kubejar.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.apps.v1.DeploymentKind;
import io.kubejar.api.autoscaling.v2.HorizontalPodAutoscaler;
import io.kubejar.api.autoscaling.v2.HorizontalPodAutoscalerKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.api.core.v1.ProjectedVolumeSource;
import io.kubejar.api.core.v1.VolumeProjection;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.resource.v1.ResourceSlice;
import io.kubejar.api.resource.v1.ResourceSliceKind;
import io.kubejar.server.features.FeatureGates;
import io.kubejar.server.features.FeatureMembers;
import io.kubejar.server.spi.AdmissionObserver;
import io.kubejar.server.storage.StorageMedia;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import io.kubejar.wire.json.JsonDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Members of features that are off.
final class FeatureMembersTest {
  private final Store store = MemoryStore.open();

  @AfterEach
  void close() {
    store.close();
  }

  private Registries registries(String... gates) {
    return new Registries(
        store,
        StorageMedia.JSON,
        Clock.systemUTC(),
        _ -> List.of(),
        _ -> List.of(),
        new ServedKinds(),
        FeatureGates.parse(List.of(gates)),
        AdmissionObserver.NONE);
  }

  private static <T> T read(ObjectCodec<T> codec, String json) {
    return JsonDecoder.decode(codec, json.getBytes(StandardCharsets.UTF_8));
  }

  private static Pod pod() {
    return read(
        PodKind.POD.codec(),
        """
        {"metadata":{"name":"p","namespace":"default"},"spec":{
          "schedulingGroup":{"podGroupName":"g"},
          "volumes":[{"name":"v","projected":{"sources":[
            {"clusterTrustBundle":{"name":"b","path":"a.pem"}}]}}],
          "containers":[{"name":"c","image":"i","lifecycle":{"stopSignal":"SIGUSR1"}}]}}\
        """);
  }

  private static Pod enabled(Pod pod, @Nullable Pod old, String... gates) {
    return new FeatureMembers(FeatureGates.parse(List.of(gates)))
        .enabled(PodKind.POD.codec(), pod, old);
  }

  @Test
  void membersOfFeaturesThatAreOffAreLeftOut() {
    PodSpec kept = enabled(pod(), null).spec();
    assertThat(kept.schedulingGroup()).isNull();
    assertThat(kept.containers().getFirst().lifecycle()).as("nothing is left of it").isNull();
    assertThat(kept.volumes().getFirst().projected())
        .isEqualTo(
            ProjectedVolumeSource.builder().sources(VolumeProjection.builder().build()).build());
  }

  @Test
  void membersOfFeaturesThatAreOnStay() {
    Pod pod = pod();
    assertThat(enabled(pod, null, "AllAlpha=true", "AllBeta=true")).isSameAs(pod);
    assertThat(enabled(pod, null, "GenericWorkload=true").spec().schedulingGroup()).isNotNull();
  }

  @Test
  void whatAnObjectHasItKeeps() {
    Pod pod = pod();
    assertThat(enabled(pod, pod)).isSameAs(pod);
    Pod other = enabled(pod, null, "ContainerStopSignals=true");
    Pod changed = enabled(pod, other);
    assertThat(changed).isEqualTo(other);
  }

  @Test
  void ofSeveralFeaturesAllHaveToBeOn() {
    ResourceSlice slice =
        read(
            ResourceSliceKind.RESOURCE_SLICE.codec(),
            """
            {"metadata":{"name":"s"},"spec":{"devices":[{"name":"d","bindsToNode":true}]}}\
            """);
    var members =
        new FeatureMembers(FeatureGates.parse(List.of("DRAResourceClaimDeviceStatus=false")));
    assertThat(
            members
                .enabled(ResourceSliceKind.RESOURCE_SLICE.codec(), slice, null)
                .spec()
                .devices()
                .getFirst()
                .bindsToNode())
        .isNull();
  }

  @Test
  void templatesAreTreatedLikePods() {
    try (var registries = registries("MatchLabelKeysInPodTopologySpread=false")) {
      var deployments = registries.of(DeploymentKind.DEPLOYMENT);
      var created =
          deployments
              .create(
                  "default",
                  read(
                      DeploymentKind.DEPLOYMENT.codec(),
                      """
                      {"metadata":{"name":"d","namespace":"default"},"spec":{
                        "selector":{"matchLabels":{"a":"b"}},
                        "template":{"metadata":{"labels":{"a":"b"}},"spec":{
                          "topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"zone",
                            "whenUnsatisfiable":"DoNotSchedule","matchLabelKeys":["a"],
                            "labelSelector":{"matchLabels":{"a":"b"}}}],
                          "containers":[{"name":"c","image":"i",
                            "lifecycle":{"stopSignal":"SIGUSR1"}}]}}}}\
                      """),
                  WriteContext.system())
              .object();
      PodSpec pods = created.spec().template().spec();
      assertThat(pods.containers().getFirst().lifecycle()).isNull();
      assertThat(pods.topologySpreadConstraints().getFirst().matchLabelKeys()).isEmpty();
    }
  }

  @Test
  void featuresMayAllowMore() {
    var scaler =
        read(
            HorizontalPodAutoscalerKind.HORIZONTAL_POD_AUTOSCALER.codec(),
            """
            {"metadata":{"name":"h","namespace":"default"},"spec":{
              "scaleTargetRef":{"kind":"Deployment","name":"d"},"minReplicas":0,"maxReplicas":2,
              "metrics":[{"type":"External","external":{"metric":{"name":"m"},
                "target":{"type":"Value","value":"1"}}}]}}\
            """);
    try (var registries = registries()) {
      assertThatThrownBy(() -> create(registries, scaler))
          .hasMessageContaining("must be greater than or equal to 1");
    }
    try (var registries = registries("HPAScaleToZero=true")) {
      assertThat(create(registries, scaler).spec().minReplicas()).isZero();
    }
  }

  private static HorizontalPodAutoscaler create(
      Registries registries, HorizontalPodAutoscaler scaler) {
    return registries
        .of(HorizontalPodAutoscalerKind.HORIZONTAL_POD_AUTOSCALER)
        .create("default", scaler, WriteContext.system())
        .object();
  }
}
