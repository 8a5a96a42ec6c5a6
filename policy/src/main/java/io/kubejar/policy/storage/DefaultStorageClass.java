package io.kubejar.policy.storage;

import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.storage.v1.StorageClass;
import io.kubejar.api.storage.v1.StorageClassKind;
import io.kubejar.api.value.Time;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gives claims that name no class the default one; of several the newest.
public final class DefaultStorageClass implements AdmissionPlugin {
  private static final String CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";
  private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";
  private static final String OLD_DEFAULT = "storageclass.beta.kubernetes.io/is-default-class";

  private final ClusterView view;

  public DefaultStorageClass(ClusterView view) {
    this.view = view;
  }

  @Override
  public String name() {
    return "DefaultStorageClass";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    if (!Admitted.isOn(admission, Operation.CREATE)
        || !(admission.object() instanceof PersistentVolumeClaim claim)
        || claim.spec().storageClassName() != null
        || claim.metadata().annotations().containsKey(CLASS_ANNOTATION)) {
      return admission.object();
    }
    Optional<String> found = defaultClass();
    return found.isEmpty()
        ? admission.object()
        : Admitted.changed(
            admission, claim.with(it -> it.spec(spec -> spec.storageClassName(found.get()))));
  }

  private Optional<String> defaultClass() {
    return view.list(StorageClassKind.STORAGE_CLASS, "").stream()
        .filter(DefaultStorageClass::isDefault)
        .min(
            Comparator.comparing(DefaultStorageClass::created)
                .reversed()
                .thenComparing(each -> each.metadata().name()))
        .map(each -> each.metadata().name());
  }

  private static boolean isDefault(StorageClass each) {
    Map<String, String> annotations = each.metadata().annotations();
    return "true".equals(annotations.get(DEFAULT)) || "true".equals(annotations.get(OLD_DEFAULT));
  }

  private static Time created(StorageClass each) {
    Time time = each.metadata().creationTimestamp();
    return time == null ? Time.EPOCH : time;
  }
}
