package io.kubejar.policy.imagepolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.User;
import io.kubejar.server.spi.Warnings;
import io.kubejar.server.spi.WriteOptions;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ImagePolicyWebhookTest {
  private final List<Obj> asked = new ArrayList<>();
  private final Warnings warnings = new Warnings();

  private ImagePolicyWebhook plugin(@Nullable String status, boolean allow) {
    ImagePolicyConfig config =
        ImagePolicyConfig.of(
            document(
                "{\"imagePolicy\":{\"kubeConfigFile\":\"/k\",\"allowTTL\":60,\"defaultAllow\":%b}}"
                    .formatted(allow)));
    return new ImagePolicyWebhook(
        config,
        review -> {
          asked.add(review);
          if (status == null) {
            throw new IOException("no route");
          }
          return document("{\"status\":" + status + "}");
        },
        () -> Instant.EPOCH);
  }

  private static Obj document(String text) {
    return (Obj) JsonValue.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private Admission<Pod> creation() {
    Pod pod =
        Pod.builder()
            .metadata(
                it ->
                    it.name("web")
                        .annotations(Map.of("x.image-policy.k8s.io/ticket", "1", "other", "2")))
            .spec(
                it ->
                    it.containers(
                        List.of(
                            io.kubejar.api.core.v1.Container.builder()
                                .name("c")
                                .image("nginx")
                                .build())))
            .build();
    return new Admission<>(
        Admission.Operation.CREATE,
        PodKind.POD,
        "blue",
        "web",
        "",
        pod,
        null,
        null,
        User.of("jane"),
        false,
        WriteOptions.NONE,
        warnings);
  }

  @Test
  void theServiceSeesImagesNamespaceAndItsOwnAnnotations() {
    var plugin = plugin("{\"allowed\":true,\"auditAnnotations\":{\"who\":\"me\"}}", false);
    plugin.admit(creation());
    plugin.validate(creation());
    assertThat(asked).hasSize(1);
    assertThat(new String(asked.getFirst().object("spec").toJson(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"containers\":[{\"image\":\"nginx\"}],"
                + "\"annotations\":{\"x.image-policy.k8s.io/ticket\":\"1\"},"
                + "\"namespace\":\"blue\"}");
    assertThat(warnings.annotations())
        .containsEntry("imagepolicywebhook.image-policy.k8s.io/who", "me");
  }

  @Test
  void refusalsTellTheReason() {
    assertThatThrownBy(
            () -> plugin("{\"allowed\":false,\"reason\":\"too old\"}", true).admit(creation()))
        .hasMessageContaining("image policy webhook backend denied one or more images: too old");
    assertThatThrownBy(() -> plugin("{\"allowed\":false}", true).admit(creation()))
        .hasMessageContaining("one or more images rejected by webhook backend");
  }

  @Test
  void aServiceThatCannotBeAskedRefusesOrMarks() {
    assertThatThrownBy(() -> plugin(null, false).admit(creation()))
        .hasMessageContaining("no route");
    Pod marked = plugin(null, true).admit(creation());
    assertThat(marked).isNotNull();
    assertThat(marked.metadata().annotations())
        .containsEntry("alpha.image-policy.k8s.io/failed-open", "true");
  }

  @Test
  void timesAreBounded() {
    assertThatThrownBy(
            () ->
                ImagePolicyConfig.of(
                    document("{\"imagePolicy\":{\"kubeConfigFile\":\"/k\",\"denyTTL\":99999}}")))
        .hasMessageContaining("valid value for deny cache is between");
  }
}
