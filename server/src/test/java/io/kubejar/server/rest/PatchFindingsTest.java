package io.kubejar.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.value.Bytes;
import io.kubejar.server.registry.SentDocument;
import io.kubejar.server.spi.Warnings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatchFindingsTest {
  private static final String TWICE =
      """
      {"data":{"a":"1","a":"2"},"foo":1}\
      """;
  private static final ConfigMap MAP =
      ConfigMap.builder().metadata(m -> m.name("m")).data(Map.of("a", "0")).build();

  private static ConfigMap patched(FieldValidation validation, Warnings warnings) {
    var codec = ConfigMapKind.CONFIG_MAP.codec();
    return Patches.parse("application/merge-patch+json", Bytes.utf8(TWICE).toArray(), codec)
        .apply(codec, MAP, validation, warnings, new SentDocument());
  }

  @Test
  void whatAPatchHasTwiceIsRefusedOrWarnedOf() {
    ApiException refusal =
        catchThrowableOfType(
            ApiException.class, () -> patched(FieldValidation.STRICT, new Warnings()));
    assertThat(refusal.status().message())
        .isEqualTo(
            " \"\" is invalid: patch: Invalid value: \""
                + TWICE
                + "\": strict decoding error:"
                + " duplicate field \"data.a\", unknown field \"foo\"");
    Warnings warnings = new Warnings();
    assertThat(patched(FieldValidation.WARN, warnings).data()).containsEntry("a", "2");
    assertThat(warnings.toList())
        .containsExactly("duplicate field \"data.a\"", "unknown field \"foo\"");
    assertThat(patched(FieldValidation.IGNORE, new Warnings()).data()).containsEntry("a", "2");
  }

  @Test
  void operationsHaveTheirMembersOnly() {
    byte[] body =
        Bytes.utf8(
                """
                [{"op":"add","op":"add","path":"/data/b","value":"1","foo":2}]\
                """)
            .toArray();
    assertThat(PatchFindings.ofOperations(body))
        .isEqualTo(
            List.of(
                "json patch duplicate field \"[0].op\"", "json patch unknown field \"[0].foo\""));
  }
}
