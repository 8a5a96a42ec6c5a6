package io.kubejar.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionKind;
import io.kubejar.api.autoscaling.v1.HorizontalPodAutoscaler;
import io.kubejar.api.autoscaling.v1.HorizontalPodAutoscalerKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.protobuf.ProtobufDocument;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StoredFormTest {
  private static final String POD =
      """
      {"metadata": {"name": "web", "namespace": "default", "resourceVersion": "7"},
       "spec": {"containers": [{"name": "c", "image": "busybox", "ports": [{"containerPort": 80}]}]}}
      """;
  private static final String DEFINITION =
      """
      {"apiVersion": "apiextensions.k8s.io/v1beta1", "kind": "CustomResourceDefinition",
       "metadata": {"name": "widgets.example.com"},
       "spec": {"group": "example.com", "version": "v1", "scope": "Namespaced",
         "names": {"plural": "widgets", "singular": "widget", "kind": "Widget", "listKind": "WidgetList"},
         "validation": {"openAPIV3Schema": {"type": "object"}},
         "subresources": {"status": {}},
         "additionalPrinterColumns": [{"name": "Age", "type": "date", "JSONPath": ".metadata.creationTimestamp"}],
         "conversion": {"strategy": "Webhook", "conversionReviewVersions": ["v1"],
           "webhookClientConfig": {"url": "https://example.com/convert"}}%s}}
      """;

  private final StoredForm<Pod> json = new StoredForm<>(PodKind.POD, StorageMedia.JSON);
  private final StoredForm<Pod> protobuf = new StoredForm<>(PodKind.POD, StorageMedia.PROTOBUF);

  private static Pod pod() {
    return PodKind.POD.defaults(
        JsonDecoder.decode(PodKind.POD.codec(), POD.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void eitherEncodingIsReadWhateverIsWritten() {
    byte[] asJson = json.encode(pod());
    byte[] asProtobuf = protobuf.encode(pod());
    assertThat(ProtobufDocument.isDocument(asProtobuf)).isTrue();
    assertThat(asProtobuf.length).isLessThan(asJson.length);
    assertThat(json.decode(asProtobuf, 7)).isEqualTo(pod());
    assertThat(protobuf.decode(asJson, 7)).isEqualTo(pod());
  }

  @Test
  void theRevisionIsNotKept() {
    assertThat(
            ((Obj) JsonValue.parse(json.encode(pod()))).object("metadata").has("resourceVersion"))
        .isFalse();
    assertThat(json.decode(json.encode(pod()), 9).metadata().resourceVersion()).isEqualTo("9");
  }

  @Test
  void anOlderVersionIsKeptAsTheNewest() {
    var kind = HorizontalPodAutoscalerKind.HORIZONTAL_POD_AUTOSCALER;
    HorizontalPodAutoscaler scaler =
        JsonDecoder.decode(
            kind.codec(),
            """
            {"metadata": {"name": "a", "resourceVersion": "3"}, "spec": {"maxReplicas": 4,
             "minReplicas": 1, "targetCPUUtilizationPercentage": 50,
             "scaleTargetRef": {"kind": "Deployment", "name": "web", "apiVersion": "apps/v1"}}}
            """
                .getBytes(StandardCharsets.UTF_8));
    for (StorageMedia media : StorageMedia.values()) {
      var form = new StoredForm<>(kind, media);
      byte[] kept = form.encode(scaler);
      String version =
          media == StorageMedia.PROTOBUF
              ? ProtobufDocument.parse(kept).apiVersion()
              : ((Obj) JsonValue.parse(kept)).text("apiVersion");
      assertThat(version).isEqualTo("autoscaling/v2");
      assertThat(form.decode(kept, 3)).isEqualTo(kind.defaults(scaler));
    }
  }

  @Test
  void definitionsOfFormerTimesAreRead() {
    CustomResourceDefinition definition = definition("");
    var version = definition.spec().versions().getFirst();
    assertThat(version.name()).isEqualTo("v1");
    assertThat(version.served()).isTrue();
    assertThat(version.storage()).isTrue();
    assertThat(version.additionalPrinterColumns().getFirst().jsonPath())
        .isEqualTo(".metadata.creationTimestamp");
    Obj spec = tree(definition).object("spec");
    Obj first = (Obj) spec.items("versions").getFirst();
    assertThat(first.object("schema").object("openAPIV3Schema").text("type")).isEqualTo("object");
    assertThat(first.object("subresources").has("status")).isTrue();
    assertThat(spec.object("conversion").object("webhook").object("clientConfig").text("url"))
        .isEqualTo("https://example.com/convert");
    assertThat(spec.get("preserveUnknownFields")).isEqualTo(JsonValue.of(true));
    assertThat(
            tree(definition(", \"preserveUnknownFields\": false"))
                .object("spec")
                .has("preserveUnknownFields"))
        .isFalse();
  }

  @Test
  void definitionsAreWrittenAsJsonOnly() {
    var form = definitions(StorageMedia.PROTOBUF);
    byte[] kept = form.encode(definition(""));
    assertThat(((Obj) JsonValue.parse(kept)).text("apiVersion"))
        .isEqualTo("apiextensions.k8s.io/v1");
  }

  private static CustomResourceDefinition definition(String more) {
    return definitions(StorageMedia.JSON)
        .decode(DEFINITION.formatted(more).getBytes(StandardCharsets.UTF_8), 2);
  }

  private static StoredForm<CustomResourceDefinition> definitions(StorageMedia media) {
    return new StoredForm<>(CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION, media);
  }

  private static Obj tree(CustomResourceDefinition definition) {
    return (Obj)
        JsonValue.parse(
            JsonEncoder.encodeObject(
                CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION.codec(), definition));
  }
}
