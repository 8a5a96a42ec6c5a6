package io.kubejar.policy.storage;

import io.kubejar.api.core.v1.PersistentVolume;
import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.storage.v1.VolumeAttributesClass;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Gives new claims, volumes and volume attributes classes the finalizer that keeps them while they
/// are in use.
public final class StorageObjectInUseProtection implements AdmissionPlugin {
  @Override
  public String name() {
    return "StorageObjectInUseProtection";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    T object = admission.object();
    if (object == null || !Admitted.isOn(admission, Operation.CREATE)) {
      return object;
    }
    return switch (object) {
      case PersistentVolumeClaim _ -> with(admission, object, "kubernetes.io/pvc-protection");
      case PersistentVolume _ -> with(admission, object, "kubernetes.io/pv-protection");
      case VolumeAttributesClass _ -> with(admission, object, "kubernetes.io/vac-protection");
      default -> object;
    };
  }

  private static <T extends ApiObject> T with(Admission<T> admission, T object, String finalizer) {
    ObjectMeta metadata = object.metadata();
    if (metadata.finalizers().contains(finalizer)) {
      return object;
    }
    var finalizers = new ArrayList<>(metadata.finalizers());
    finalizers.add(finalizer);
    return Admitted.changed(
        admission, object.withMetadata(metadata.with(it -> it.finalizers(finalizers))));
  }
}
