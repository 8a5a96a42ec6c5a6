package io.kubejar.server.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.apps.v1.DeploymentKind;
import io.kubejar.api.autoscaling.v1.HorizontalPodAutoscalerKind;
import io.kubejar.api.coordination.v1beta1.LeaseCandidateKind;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.SecretKind;
import io.kubejar.api.scheduling.v1alpha2.WorkloadKind;
import io.kubejar.server.health.FeatureMetrics;
import io.kubejar.server.health.Metrics;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FeaturesTest {
  @Test
  void gatesAreAsUpstreamUnlessSet() {
    assertThat(FeatureGates.DEFAULT.isOn("ConstrainedImpersonation")).isTrue();
    assertThat(FeatureGates.DEFAULT.isOn("HPAScaleToZero")).isFalse();
    var gates = FeatureGates.parse(List.of("ConstrainedImpersonation=false", "kube:MemoryQoS=1"));
    assertThat(gates.isOn("ConstrainedImpersonation")).isFalse();
    assertThat(gates.isOn("MemoryQoS")).isTrue();
  }

  @Test
  void stagesAreSetTogetherButNotWhatIsLockedOrNamed() {
    var gates = FeatureGates.parse(List.of("AllAlpha=true", "AllBeta=false", "WatchList=true"));
    assertThat(gates.isOn("MemoryQoS")).isTrue();
    assertThat(gates.isOn("ConstrainedImpersonation")).isFalse();
    assertThat(gates.isOn("WatchList")).isTrue();
    assertThat(gates.isOn("JobManagedBy")).isTrue();
  }

  @Test
  void wrongGatesAreRefusedAsUpstream() {
    refuses("Nope=true", "unrecognized feature gate: Nope");
    refuses("WatchList", "missing bool value for WatchList");
    refuses(
        "WatchList=maybe",
        "invalid value of WatchList=maybe, err: strconv.ParseBool: parsing \"maybe\": invalid"
            + " syntax");
    refuses(
        "JobManagedBy=false",
        "cannot set feature gate JobManagedBy to false, feature is locked to true");
  }

  private static void refuses(String setting, String message) {
    assertThatThrownBy(() -> FeatureGates.parse(List.of(setting))).hasMessage(message);
  }

  @Test
  void metricsTellEveryGate() {
    var metrics = new Metrics();
    FeatureMetrics.register(metrics, FeatureGates.DEFAULT);
    assertThat(metrics.text())
        .contains("kubernetes_feature_enabled{name=\"WatchList\",stage=\"BETA\"} 1\n")
        .contains("kubernetes_feature_enabled{name=\"JobManagedBy\",stage=\"\"} 1\n")
        .contains("kubernetes_feature_enabled{name=\"MemoryQoS\",stage=\"ALPHA\"} 0\n");
  }

  @Test
  void aResourceGoesBeforeItsVersionAndThatBeforeAll() {
    var config =
        RuntimeConfig.parse(
            List.of("api/all=false", "api/v1", "apps/v1=false", "apps/v1/deployments=true"));
    assertThat(config.serves(PodKind.POD)).isTrue();
    assertThat(config.serves(DeploymentKind.DEPLOYMENT)).isTrue();
    assertThat(config.serves(HorizontalPodAutoscalerKind.HORIZONTAL_POD_AUTOSCALER)).isFalse();
    assertThat(RuntimeConfig.DEFAULT.serves(SecretKind.SECRET)).isTrue();
  }

  @Test
  void someKindsNeedTheirFeatureToo() {
    var all = RuntimeConfig.parse(List.of("api/all=true"));
    var plain = new ServedFeatures(all, FeatureGates.DEFAULT);
    assertThat(plain.test(WorkloadKind.WORKLOAD)).isFalse();
    assertThat(plain.test(LeaseCandidateKind.LEASE_CANDIDATE)).isTrue();
    var on = new ServedFeatures(all, FeatureGates.parse(List.of("GenericWorkload=true")));
    assertThat(on.test(WorkloadKind.WORKLOAD)).isTrue();
    var unasked =
        new ServedFeatures(
            RuntimeConfig.DEFAULT, FeatureGates.parse(List.of("GenericWorkload=true")));
    assertThat(unasked.test(WorkloadKind.WORKLOAD)).isFalse();
  }

  @Test
  void wrongRuntimeConfigIsRefusedAsUpstream() {
    rejects("api/all=false", "invalid key with only api/all=false");
    rejects("nope/v1=true", "unknown api groups nope");
    rejects("apps=true", "runtime-config invalid key apps");
    rejects("apps/v7=true", "group version apps/v7 that has not been registered");
    rejects(
        "apps/v1=maybe",
        "invalid value of apps/v1: maybe, err: strconv.ParseBool: parsing \"maybe\": invalid"
            + " syntax");
  }

  private static void rejects(String setting, String message) {
    assertThatThrownBy(() -> RuntimeConfig.parse(List.of(setting))).hasMessage(message);
  }
}
