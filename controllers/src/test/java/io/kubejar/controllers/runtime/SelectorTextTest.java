package io.kubejar.controllers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.meta.v1.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectorTextTest {
  @Test
  void namesLabelsInOrderAndRequirements() {
    LabelSelector selector =
        LabelSelector.builder()
            .matchLabels(Map.of("b", "2", "a", "1"))
            .matchExpressions(
                LabelSelectorRequirement.builder()
                    .key("c")
                    .operator("In")
                    .values(List.of("x", "y"))
                    .build())
            .build();
    assertThat(SelectorText.of(selector))
        .isEqualTo(
            "&LabelSelector{MatchLabels:map[string]string{a: 1,b: 2,},MatchExpressions:"
                + "[]LabelSelectorRequirement{LabelSelectorRequirement{Key:c,Operator:In,"
                + "Values:[x y],},},}");
    assertThat(SelectorText.of(null)).isEqualTo("nil");
  }
}
