package io.kubejar.server.special.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.authorization.v1.ResourceAttributes;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.FieldSelectorRequirement;
import io.kubejar.api.meta.v1.LabelSelectorRequirement;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewedSelectorsTest {
  private static List<String> errors(ResourceAttributes resource) {
    FieldErrors errors = new FieldErrors();
    ReviewedSelectors.check(resource, Path.of("r"), errors);
    return errors.toList().stream().map(FieldError::toString).toList();
  }

  @Test
  void aSelectorIsGivenInOneWay() {
    var requirement =
        FieldSelectorRequirement.builder().key("a").operator("In").values("b").build();
    assertThat(
            errors(
                ResourceAttributes.builder()
                    .fieldSelector(s -> s.rawSelector("a=b").requirements(requirement))
                    .labelSelector(s -> {})
                    .build()))
        .containsExactly(
            "r.fieldSelector.rawSelector: Invalid value: \"a=b\": may not specified at the same"
                + " time as requirements",
            "r.labelSelector.requirements: Required value: when r.labelSelector is specified,"
                + " requirements or rawSelector is required");
  }

  @Test
  void requirementsAreWellFormedWhateverTheirOperator() {
    assertThat(
            errors(
                ResourceAttributes.builder()
                    .fieldSelector(s -> s.requirements(FieldSelectorRequirement.builder().build()))
                    .labelSelector(
                        s ->
                            s.requirements(
                                LabelSelectorRequirement.builder().key("k").operator("In").build(),
                                LabelSelectorRequirement.builder().key("k").operator("X").build()))
                    .build()))
        .containsExactly(
            "r.fieldSelector.requirements[0].key: Required value: must be specified",
            "r.labelSelector.requirements[0].values: Required value: must be specified when"
                + " `operator` is 'In' or 'NotIn'");
  }
}
