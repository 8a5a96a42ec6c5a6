package io.kubejar.api.core.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.Time;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimAndNodeRulesTest {
  private static final PersistentVolumeClaimKind CLAIM =
      PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM;
  private static final NodeKind NODE = NodeKind.NODE;
  private static final Node MACHINE =
      Node.builder().metadata(m -> m.name("n").resourceVersion("1")).build();

  private static List<String> texts(List<FieldError> errors) {
    return errors.stream().map(FieldError::toString).toList();
  }

  private static PersistentVolumeClaim claim(
      java.util.function.Consumer<PersistentVolumeClaimSpecBuilder> change) {
    return CLAIM.prepareCreate(
        CLAIM.defaults(
            PersistentVolumeClaim.builder()
                .metadata(m -> m.name("c").namespace("ns"))
                .spec(
                    s ->
                        s.accessModes("ReadWriteOnce")
                            .resources(r -> r.requests(Map.of("storage", Quantity.parse("1Gi")))))
                .build()
                .with(d -> d.spec(change))));
  }

  private static TypedLocalObjectReference source(String kind, String name) {
    return TypedLocalObjectReference.builder().kind(kind).name(name).build();
  }

  private static TypedObjectReference reference(String kind, String name) {
    return TypedObjectReference.builder().kind(kind).name(name).namespace("other").build();
  }

  @Test
  void theSourceOfDataIsWrittenInBothForms() {
    PersistentVolumeClaim old = claim(s -> s.dataSource(source("PersistentVolumeClaim", "d")));
    assertThat(old.spec().dataSourceRef())
        .isEqualTo(TypedObjectReference.builder().kind("PersistentVolumeClaim").name("d").build());
    PersistentVolumeClaim unknown = claim(s -> s.dataSource(source("Disk", "d")));
    assertThat(unknown.spec().dataSource()).isNull();
    assertThat(texts(Validation.create(CLAIM, unknown))).isEmpty();
  }

  @Test
  void whatAClaimObtainedHasSizesAndStages() {
    PersistentVolumeClaim claim =
        claim(s -> {}).with(it -> it.metadata(m -> m.resourceVersion("1")));
    var changed =
        claim.with(
            it ->
                it.status(
                    s ->
                        s.capacity(Map.of("storage", Quantity.parse("-1")))
                            .allocatedResources(Map.of("cpu", Quantity.parse("1")))
                            .allocatedResourceStatuses(
                                Map.of("storage", "Odd", "example.com/x", "NodeResizePending"))));
    assertThat(texts(Validation.status(CLAIM, changed, claim)))
        .containsExactly(
            "status.capacity[storage]: Invalid value: -1: must be a valid resource quantity",
            "status.allocatedResourceStatus: Unsupported value: \"storage\": supported values:"
                + " \"ControllerResizeInProgress\", \"ControllerResizeInfeasible\","
                + " \"NodeResizeInProgress\", \"NodeResizeInfeasible\", \"NodeResizePending\"",
            "status.allocatedResources: Unsupported value: \"cpu\": supported values:"
                + " \"storage\"");
  }

  @Test
  void thePhaseOfANamespaceFollowsItsDeletion() {
    var kind = NamespaceKind.NAMESPACE;
    Namespace active =
        kind.prepareCreate(
            Namespace.builder().metadata(m -> m.name("n").resourceVersion("1")).build());
    Namespace odd = active.with(it -> it.status(s -> s.phase("Terminating")));
    assertThat(texts(Validation.status(kind, odd, active)))
        .containsExactly(
            "status.Phase: Invalid value: \"Terminating\": may only be 'Active' if"
                + " `deletionTimestamp` is empty");
    Namespace going =
        odd.with(it -> it.metadata(m -> m.deletionTimestamp(Time.parse("2026-01-01T00:00:00Z"))));
    Namespace back = going.with(it -> it.status(s -> s.phase("Active")));
    assertThat(texts(Validation.status(kind, going, going))).isEmpty();
    assertThat(texts(Validation.status(kind, back, going)))
        .containsExactly(
            "status.Phase: Invalid value: \"Active\": may only be 'Terminating' if"
                + " `deletionTimestamp` is not empty");
  }

  @Test
  void bothFormsMeanTheSame() {
    PersistentVolumeClaim differing =
        claim(
            s ->
                s.dataSource(source("PersistentVolumeClaim", "d"))
                    .dataSourceRef(reference("PersistentVolumeClaim", "e")));
    assertThat(texts(Validation.create(CLAIM, differing)))
        .containsExactly("spec: Invalid value: {}: must match dataSourceRef");
    PersistentVolumeClaim pod = claim(s -> s.dataSourceRef(reference("Pod", "p")));
    assertThat(texts(Validation.create(CLAIM, pod)))
        .containsExactly(
            "spec.dataSource: Invalid value: \"Pod\": must be 'PersistentVolumeClaim' when"
                + " referencing the default apiGroup",
            "spec.dataSourceRef: Invalid value: \"Pod\": must be 'PersistentVolumeClaim' when"
                + " referencing the default apiGroup");
  }

  @Test
  void aNodesResourcesAndAddressesMakeSense() {
    NodeAddress address = NodeAddress.builder().type("InternalIP").address("192.0.2.1").build();
    Node changed =
        MACHINE.with(
            d ->
                d.status(
                    s ->
                        s.capacity(Map.of("pods", Quantity.parse("1500m")))
                            .addresses(List.of(address, address))));
    assertThat(texts(Validation.status(NODE, changed, MACHINE)))
        .containsExactly(
            "status.capacity.pods: Invalid value: \"1500m\": must be an integer",
            "status.addresses[1]: Duplicate value:"
                + " {\"Type\":\"InternalIP\",\"Address\":\"192.0.2.1\"}");
    assertThat(
            texts(
                Validation.update(
                    NODE, MACHINE.with(d -> d.spec(s -> s.externalID("x"))), MACHINE)))
        .containsExactly("spec.externalID: Forbidden: may not be updated");
  }

  @Test
  void aNodeTakesNoConfigurationAnyMore() {
    Node given = MACHINE.with(d -> d.spec(s -> s.configSource(c -> {})));
    assertThat(NODE.prepareCreate(given).spec().configSource()).isNull();
    assertThat(NODE.prepareUpdate(given, MACHINE).spec().configSource()).isNull();
    assertThat(NODE.prepareUpdate(given, given).spec().configSource()).isNotNull();
  }

  @Test
  void anAttributesClassOfAVolumeGoesWithADriver() {
    PersistentVolume volume =
        PersistentVolumeKind.PERSISTENT_VOLUME.defaults(
            PersistentVolume.builder()
                .metadata(m -> m.name("v"))
                .spec(
                    s ->
                        s.accessModes("ReadWriteOnce")
                            .capacity(Map.of("storage", Quantity.parse("1Gi")))
                            .persistentVolumeReclaimPolicy("Recycle")
                            .volumeAttributesClassName("")
                            .hostPath(h -> h.path("/")))
                .build());
    assertThat(texts(Validation.create(PersistentVolumeKind.PERSISTENT_VOLUME, volume)))
        .containsExactly(
            "spec.persistentVolumeReclaimPolicy: Forbidden: may not be 'recycle' for a hostPath"
                + " mount of '/'",
            "spec.volumeAttributesClassName: Required value: an empty string is disallowed",
            "spec.csi: Required value: has to be specified when using"
                + " volumeAttributesClassName");
  }
}
