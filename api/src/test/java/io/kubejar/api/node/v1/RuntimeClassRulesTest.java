package io.kubejar.api.node.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Toleration;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuntimeClassRulesTest {
  private static List<String> texts(List<FieldError> errors) {
    return errors.stream().map(FieldError::toString).toList();
  }

  @Test
  void aRuntimeClassToleratesEachThingOnce() {
    Toleration toleration = Toleration.builder().key("k").operator("Exists").build();
    RuntimeClass object =
        RuntimeClass.builder()
            .metadata(m -> m.name("r"))
            .handler("runc")
            .scheduling(
                s -> s.tolerations(toleration, toleration, toleration.with(t -> t.operator("X"))))
            .build();
    assertThat(texts(Validation.create(RuntimeClassKind.RUNTIME_CLASS, object)))
        .containsExactly(
            "scheduling.tolerations.tolerations[2].operator: Unsupported value: \"X\": supported"
                + " values: \"Equal\", \"Exists\"",
            "scheduling.tolerations[1]: Duplicate value:"
                + " {\"Key\":\"k\",\"Operator\":\"Exists\",\"Value\":\"\",\"Effect\":\"\","
                + "\"TolerationSeconds\":null}");
  }
}
