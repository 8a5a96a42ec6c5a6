package io.kubejar.api.scheduling.v1alpha2;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GroupRulesTest {
  private static final PodGroup GROUP =
      PodGroup.builder()
          .metadata(it -> it.name("g").namespace("default").resourceVersion("1"))
          .spec(s -> s.schedulingPolicy(p -> p.gang(g -> g.minCount(2))))
          .build();

  private static List<String> texts(List<FieldError> errors) {
    return errors.stream().map(FieldError::toString).toList();
  }

  @Test
  void aGroupHasOnePolicy() {
    assertThat(Validation.create(PodGroupKind.POD_GROUP, GROUP)).isEmpty();
    assertThat(
            texts(
                Validation.create(
                    PodGroupKind.POD_GROUP,
                    GROUP.with(it -> it.spec(s -> s.schedulingPolicy(p -> p.basic(b -> {})))))))
        .containsExactly(
            "spec.schedulingPolicy: Invalid value: \"{basic, gang}\": must specify exactly one of:"
                + " `basic`, `gang`");
    assertThat(
            texts(
                Validation.create(
                    PodGroupKind.POD_GROUP,
                    GROUP.with(
                        it -> it.spec(s -> s.schedulingPolicy(p -> p.gang(g -> g.minCount(-1))))))))
        .containsExactly(
            "spec.schedulingPolicy.gang.minCount: Invalid value: -1: must be greater than or equal"
                + " to 1");
  }

  @Test
  void aPolicyStays() {
    PodGroup changed =
        GROUP.with(it -> it.spec(s -> s.schedulingPolicy(p -> p.gang(g -> g.minCount(3)))));
    assertThat(texts(Validation.update(PodGroupKind.POD_GROUP, changed, GROUP)))
        .singleElement()
        .asString()
        .startsWith("spec.schedulingPolicy: Invalid value: ")
        .endsWith("field is immutable");
  }

  @Test
  void aWorkloadHasUpToEightTemplatesOfDistinctNames() {
    Workload none = Workload.builder().metadata(it -> it.name("w").namespace("default")).build();
    assertThat(texts(Validation.create(WorkloadKind.WORKLOAD, none)))
        .containsExactly("spec.podGroupTemplates: Required value");
    PodGroupTemplate template =
        PodGroupTemplate.builder().name("t").schedulingPolicy(p -> p.basic(b -> {})).build();
    assertThat(
            texts(
                Validation.create(
                    WorkloadKind.WORKLOAD,
                    none.with(it -> it.spec(s -> s.podGroupTemplates(template, template))))))
        .containsExactly("spec.podGroupTemplates[1]: Duplicate value: \"t\"");
  }
}
