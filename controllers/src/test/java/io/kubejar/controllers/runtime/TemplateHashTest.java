package io.kubejar.controllers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.core.v1.PodTemplateSpecCodec;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateHashTest {
  private static final PodTemplateSpec TEMPLATE =
      PodTemplateSpec.builder()
          .metadata(m -> m.labels(Map.of("app", "d")))
          .spec(
              s ->
                  s.automountServiceAccountToken(false)
                      .dnsPolicy("ClusterFirst")
                      .restartPolicy("Always")
                      .schedulerName("default-scheduler")
                      .securityContext(c -> {})
                      .terminationGracePeriodSeconds(30L)
                      .containers(
                          Container.builder()
                              .name("c")
                              .image("x:1")
                              .imagePullPolicy("IfNotPresent")
                              .terminationMessagePath("/dev/termination-log")
                              .terminationMessagePolicy("File")
                              .build()))
          .build();

  @Test
  void aTemplateHasTheHashThatUpstreamGivesIt() {
    assertThat(TemplateHash.of(TEMPLATE, null)).isEqualTo("d75b75d");
  }

  @Test
  void aCollisionChangesTheHash() {
    assertThat(TemplateHash.of(TEMPLATE, 1)).isNotEqualTo(TemplateHash.of(TEMPLATE, null));
  }

  @Test
  void everyMemberIsWrittenWithItsType() {
    Obj tree = (Obj) JsonValue.parse(JsonEncoder.encode(PodTemplateSpecCodec.INSTANCE, TEMPLATE));
    assertThat(TemplateText.of(PodTemplateSpecCodec.INSTANCE.schema(), tree))
        .startsWith("(v1.PodTemplateSpec){ObjectMeta:(v1.ObjectMeta){Name:(string) GenerateName:")
        .contains(" Labels:(map[string]string)map[app:d] Annotations:(map[string]string)<nil> ")
        .contains("} Spec:(v1.PodSpec){Volumes:([]v1.Volume)<nil> ")
        .contains(" TerminationGracePeriodSeconds:(*int64)30 ");
  }
}
