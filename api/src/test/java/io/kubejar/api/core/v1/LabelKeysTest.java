package io.kubejar.api.core.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.meta.v1.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LabelKeysTest {
  private static final LabelSelector APP = new LabelSelector(Map.of("app", "web"), List.of());
  private static final Map<String, String> LABELS = Map.of("app", "web", "hash", "h1");

  private static Pod pod(LabelSelector selector) {
    var term =
        PodAffinityTerm.builder()
            .topologyKey("zone")
            .labelSelector(selector)
            .matchLabelKeys("hash", "absent")
            .mismatchLabelKeys("app")
            .build();
    return PodKind.POD.prepareCreate(
        Pod.builder()
            .metadata(it -> it.name("p").labels(LABELS))
            .spec(
                it ->
                    it.affinity(
                            a ->
                                a.podAffinity(
                                    new PodAffinity(
                                        List.of(term),
                                        List.of(new WeightedPodAffinityTerm(1, term)))))
                        .topologySpreadConstraints(
                            TopologySpreadConstraint.builder()
                                .maxSkew(1)
                                .topologyKey("zone")
                                .whenUnsatisfiable("DoNotSchedule")
                                .labelSelector(selector)
                                .matchLabelKeys("hash")
                                .build()))
            .build());
  }

  @Test
  void keysBecomeRequirements() {
    PodSpec spec = pod(APP).spec();
    var hash = new LabelSelectorRequirement("hash", "In", List.of("h1"));
    var app = new LabelSelectorRequirement("app", "NotIn", List.of("web"));
    assertThat(spec.topologySpreadConstraints().getFirst().labelSelector())
        .isEqualTo(new LabelSelector(APP.matchLabels(), List.of(hash)));
    Affinity affinity = spec.affinity();
    PodAffinity near = affinity == null ? null : affinity.podAffinity();
    if (near == null) {
      throw new AssertionError("the affinity is kept");
    }
    assertThat(near.requiredDuringSchedulingIgnoredDuringExecution().getFirst().labelSelector())
        .isEqualTo(new LabelSelector(APP.matchLabels(), List.of(hash, app)));
    assertThat(
            near.preferredDuringSchedulingIgnoredDuringExecution()
                .getFirst()
                .podAffinityTerm()
                .labelSelector())
        .isEqualTo(new LabelSelector(APP.matchLabels(), List.of(hash, app)));
  }

  @Test
  void aKeyThatTheSelectorHasBesidesIsRefused() {
    var selector = new LabelSelector(Map.of("hash", "h2"), List.of());
    var errors = new FieldErrors();
    PlacementValidation.checkSpread(
        pod(selector).spec().topologySpreadConstraints(), Path.of("spread"), errors);
    assertThat(errors.toList())
        .singleElement()
        .satisfies(
            error ->
                assertThat(error.toString())
                    .contains("spread[0].matchLabelKeys[0]")
                    .contains("exists in both matchLabelKeys and labelSelector"));
    var none = new FieldErrors();
    PlacementValidation.checkSpread(
        pod(APP).spec().topologySpreadConstraints(), Path.of("spread"), none);
    assertThat(none.toList()).isEmpty();
  }
}
