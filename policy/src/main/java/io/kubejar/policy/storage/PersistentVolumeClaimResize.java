package io.kubejar.policy.storage;

import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.storage.v1.StorageClass;
import io.kubejar.api.storage.v1.StorageClassKind;
import io.kubejar.api.value.Quantity;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import org.jspecify.annotations.Nullable;

/// Lets claims grow only when they are bound and their class allows it.
public final class PersistentVolumeClaimResize implements AdmissionPlugin {
  private final ClusterView view;

  public PersistentVolumeClaimResize(ClusterView view) {
    this.view = view;
  }

  @Override
  public String name() {
    return "PersistentVolumeClaimResize";
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    if (!Admitted.isOn(admission, Operation.UPDATE)
        || !(admission.object() instanceof PersistentVolumeClaim claim)
        || !(admission.old() instanceof PersistentVolumeClaim old)) {
      return;
    }
    Quantity wanted = request(claim);
    Quantity before = request(old);
    if (wanted == null || before == null || wanted.compareTo(before) <= 0) {
      return;
    }
    if (!old.status().phase().equals("Bound")) {
      throw Admitted.forbidden(admission, "Only bound persistent volume claims can be expanded");
    }
    if (!allowsExpansion(claim)) {
      throw Admitted.forbidden(
          admission,
          "only dynamically provisioned pvc can be resized and the storageclass that provisions the"
              + " pvc must support resize");
    }
  }

  private boolean allowsExpansion(PersistentVolumeClaim claim) {
    String name =
        claim
            .metadata()
            .annotations()
            .getOrDefault(
                "volume.beta.kubernetes.io/storage-class",
                claim.spec().storageClassName() == null ? "" : claim.spec().storageClassName());
    StorageClass found = name.isEmpty() ? null : view.get(StorageClassKind.STORAGE_CLASS, "", name);
    return found != null && Boolean.TRUE.equals(found.allowVolumeExpansion());
  }

  private static @Nullable Quantity request(PersistentVolumeClaim claim) {
    return claim.spec().resources().requests().get("storage");
  }
}
