package io.kubejar.api.storage.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.TopologySelectorLabelRequirement;
import io.kubejar.api.core.v1.TopologySelectorTerm;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.value.Quantity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageRulesTest {
  private static final StorageClassKind CLASS = StorageClassKind.STORAGE_CLASS;
  private static final StorageClass FAST =
      CLASS.defaults(
          StorageClass.builder()
              .metadata(m -> m.name("fast").resourceVersion("1"))
              .provisioner("example.com/p")
              .build());
  private static final VolumeAttachment ATTACHMENT =
      VolumeAttachment.builder()
          .metadata(m -> m.name("a").resourceVersion("1"))
          .spec(
              s ->
                  s.attacher("csi.example.com")
                      .nodeName("n")
                      .source(v -> v.persistentVolumeName("pv")))
          .build();

  private static <T extends ApiObject> List<String> errors(Kind<T> kind, T object) {
    return Validation.create(kind, object).stream().map(FieldError::toString).toList();
  }

  private static <T extends ApiObject> List<String> changes(Kind<T> kind, T object, T old) {
    return Validation.update(kind, object, old).stream().map(FieldError::toString).toList();
  }

  private static TopologySelectorTerm term(String key, String... values) {
    return TopologySelectorTerm.builder()
        .matchLabelExpressions(
            TopologySelectorLabelRequirement.builder().key(key).values(values).build())
        .build();
  }

  @Test
  void parametersAreNamedAndBounded() {
    assertThat(errors(CLASS, FAST)).isEmpty();
    assertThat(errors(CLASS, FAST.with(d -> d.parameters(Map.of("", "v")))))
        .containsExactly("parameters: Invalid value: \"\": field can not be empty.");
    assertThat(errors(CLASS, FAST.with(d -> d.parameters(Map.of("k", "v".repeat(262_144))))))
        .containsExactly("parameters: Too long: may not be more than 262144 bytes");
    VolumeAttributesClassKind attributes = VolumeAttributesClassKind.VOLUME_ATTRIBUTES_CLASS;
    assertThat(
            errors(
                attributes, VolumeAttributesClass.builder().metadata(m -> m.name("gold")).build()))
        .containsExactly("driverName: Required value", "parameters: Required value");
  }

  @Test
  void topologiesSayEachThingOnce() {
    StorageClass repeated =
        FAST.with(
            d -> d.allowedTopologies(List.of(term("zone", "a"), term("zone", "a"), term("zone"))));
    assertThat(errors(CLASS, repeated))
        .containsExactly(
            "allowedTopologies[1].matchLabelExpressions: Duplicate value: \"\"",
            "allowedTopologies[2].matchLabelExpressions[0].values: Required value");
  }

  @Test
  void whatBecomesOfVolumesStays() {
    assertThat(changes(CLASS, FAST.with(d -> d.reclaimPolicy("Retain")), FAST))
        .containsExactly("reclaimPolicy: Forbidden: updates to reclaimPolicy are forbidden.");
  }

  @Test
  void anAttachmentHasOneSource() {
    VolumeAttachmentKind kind = VolumeAttachmentKind.VOLUME_ATTACHMENT;
    assertThat(errors(kind, ATTACHMENT)).isEmpty();
    VolumeAttachment both =
        ATTACHMENT.with(
            d ->
                d.spec(s -> s.source(v -> v.persistentVolumeName("pv").inlineVolumeSpec(i -> {}))));
    assertThat(errors(kind, both))
        .containsExactly(
            "spec.source: Forbidden: must specify exactly one of inlineVolumeSpec and"
                + " persistentVolumeName");
    VolumeAttachment inline =
        ATTACHMENT.with(
            d ->
                d.spec(
                    s ->
                        s.source(
                            VolumeAttachmentSource.builder()
                                .inlineVolumeSpec(
                                    i -> i.capacity(Map.of("storage", Quantity.parse("1Gi"))))
                                .build())));
    assertThat(errors(kind, inline))
        .containsExactly(
            "spec.source.inlineVolumeSpec.capacity: Forbidden: may not be specified in the context"
                + " of inline volumes",
            "spec.source.inlineVolumeSpec.csi: Required value: has to be specified in the context"
                + " of inline volumes",
            "spec.source.inlineVolumeSpec.accessModes: Required value",
            "spec.source.inlineVolumeSpec: Required value: must specify a volume type");
    VolumeAttachment failed =
        ATTACHMENT.with(
            d ->
                d.status(
                    s -> s.attachError(VolumeError.builder().message("x".repeat(1025)).build())));
    assertThat(Validation.status(kind, failed, ATTACHMENT))
        .extracting(FieldError::toString)
        .containsExactly("status.attachError.message: Too long: may not be more than 1024 bytes");
  }

  @Test
  void capacitiesStayWhereTheyAre() {
    CSIStorageCapacityKind kind = CSIStorageCapacityKind.CSI_STORAGE_CAPACITY;
    CSIStorageCapacity capacity =
        CSIStorageCapacity.builder()
            .metadata(m -> m.name("c").namespace("ns").resourceVersion("1"))
            .storageClassName("fast")
            .build();
    assertThat(errors(kind, capacity.with(d -> d.maximumVolumeSize(Quantity.parse("-1")))))
        .containsExactly(
            "maximumVolumeSize: Invalid value: \"-1\": must be greater than or equal to 0");
    assertThat(changes(kind, capacity.with(d -> d.storageClassName("slow")), capacity))
        .containsExactly("storageClassName: Invalid value: \"slow\": field is immutable");
  }

  @Test
  void ofADriverOnANodeOnlyTheCountChanges() {
    CSINodeKind kind = CSINodeKind.CSI_NODE;
    CSINode node =
        CSINode.builder()
            .metadata(m -> m.name("n").resourceVersion("1"))
            .spec(s -> s.drivers(CSINodeDriver.builder().name("a.b").nodeID("x").build()))
            .build();
    CSINode counted =
        node.with(
            d ->
                d.spec(
                    s ->
                        s.drivers(
                            CSINodeDriver.builder()
                                .name("a.b")
                                .nodeID("x")
                                .allocatable(a -> a.count(3))
                                .build())));
    assertThat(changes(kind, counted, node)).isEmpty();
    CSINode renamed =
        node.with(
            d -> d.spec(s -> s.drivers(CSINodeDriver.builder().name("a.b").nodeID("y").build())));
    assertThat(changes(kind, renamed, node))
        .containsExactly(
            "CSINodeDriver: Invalid value: {\"Name\":\"a.b\",\"NodeID\":\"y\","
                + "\"TopologyKeys\":null,\"Allocatable\":null}: field is immutable");
  }
}
