package io.kubejar.wire.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.meta.v1.ManagedFieldsEntry;
import io.kubejar.api.value.FieldsV1;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who owns the replicas, seen from both sides.
class ScaleOwnershipTest {
  private final ScaleOwnership replicas = new ScaleOwnership("apps/v1", "spec.replicas");

  private static ManagedFieldsEntry entry(
      String manager, String operation, String version, String subresource, String fields) {
    return new ManagedFieldsEntry(
        manager, operation, version, null, "FieldsV1", FieldsV1.of(fields), subresource);
  }

  private static final ManagedFieldsEntry OWNER =
      entry("one", "Apply", "apps/v1", "", "{\"f:spec\":{\"f:paused\":{},\"f:replicas\":{}}}");
  private static final ManagedFieldsEntry OTHER =
      entry("two", "Update", "apps/v1", "", "{\"f:metadata\":{\"f:labels\":{\"f:a\":{}}}}");

  @Test
  void theScaleShowsOnlyOwnersOfReplicas() {
    assertThat(replicas.ofScale(List.of(OWNER, OTHER)))
        .containsExactly(
            entry("one", "Apply", "autoscaling/v1", "", "{\"f:spec\":{\"f:replicas\":{}}}"));
  }

  @Test
  void whoScalesTakesTheReplicas() {
    var scaled =
        entry("hpa", "Update", "autoscaling/v1", "scale", "{\"f:spec\":{\"f:replicas\":{}}}");
    assertThat(replicas.ofObject(List.of(OWNER, OTHER), List.of(scaled)))
        .containsExactly(
            entry("one", "Apply", "apps/v1", "", "{\"f:spec\":{\"f:paused\":{}}}"),
            entry("hpa", "Update", "apps/v1", "scale", "{\"f:spec\":{\"f:replicas\":{}}}"),
            OTHER);
  }

  @Test
  void anUnchangedScaleChangesNoOwner() {
    var entries = List.of(OWNER, OTHER);
    assertThat(replicas.ofObject(entries, replicas.ofScale(entries))).isEqualTo(entries);
  }

  @Test
  void otherFieldsOfTheScaleAreNoFieldsOfTheObject() {
    var status = entry("hpa", "Update", "autoscaling/v1", "scale", "{\"f:status\":{}}");
    var scale = new ArrayList<>(replicas.ofScale(List.of(OWNER)));
    scale.add(status);
    assertThat(replicas.ofObject(List.of(OWNER), scale)).containsExactly(OWNER);
  }
}
