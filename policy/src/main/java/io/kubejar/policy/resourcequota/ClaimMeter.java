package io.kubejar.policy.resourcequota;

import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.core.v1.ScopedResourceSelectorRequirement;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.value.Quantity;
import io.kubejar.server.spi.Admission;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Counts volume claims and adds up the storage they request, in all and by storage class.
final class ClaimMeter implements Meter {
  private static final String CLAIMS = "persistentvolumeclaims";
  private static final String STORAGE = "requests.storage";
  private static final String COUNT = CountMeter.name(CLAIMS);
  private static final String OF_CLASS = ".storageclass.storage.k8s.io/";
  private static final String OLD_CLASS = "volume.beta.kubernetes.io/storage-class";

  @Override
  public boolean handles(Admission<?> admission) {
    return Meter.isWrite(admission);
  }

  @Override
  public boolean takes(String resource) {
    return resource.equals(COUNT)
        || resource.equals(CLAIMS)
        || resource.equals(STORAGE)
        || resource.endsWith(OF_CLASS + CLAIMS)
        || resource.endsWith(OF_CLASS + STORAGE);
  }

  @Override
  public Map<String, Quantity> usage(ApiObject object) {
    var claim = (PersistentVolumeClaim) object;
    Quantity storage = storage(claim);
    var usage = new TreeMap<String, Quantity>();
    usage.put(COUNT, Quantity.of(1));
    usage.put(CLAIMS, Quantity.of(1));
    if (storage != null) {
      usage.put(STORAGE, storage);
    }
    String className = className(claim);
    if (!className.isEmpty()) {
      usage.put(className + OF_CLASS + CLAIMS, Quantity.of(1));
      if (storage != null) {
        usage.put(className + OF_CLASS + STORAGE, storage);
      }
    }
    return usage;
  }

  /// The larger of what is requested and what an expansion already allocated.
  private static @Nullable Quantity storage(PersistentVolumeClaim claim) {
    Quantity requested = claim.spec().resources().requests().get("storage");
    Quantity allocated = claim.status().allocatedResources().get("storage");
    return requested != null && allocated != null && allocated.compareTo(requested) > 0
        ? allocated
        : requested;
  }

  private static String className(PersistentVolumeClaim claim) {
    String old = claim.metadata().annotations().get(OLD_CLASS);
    String own = claim.spec().storageClassName();
    return old != null ? old : own != null ? own : "";
  }

  @Override
  public boolean isIn(ScopedResourceSelectorRequirement scope, ApiObject object) {
    if (!scope.scopeName().equals("VolumeAttributesClass")) {
      return false;
    }
    var claim = (PersistentVolumeClaim) object;
    Set<String> names = new TreeSet<>();
    add(claim.spec().volumeAttributesClassName(), names);
    add(claim.status().currentVolumeAttributesClassName(), names);
    var change = claim.status().modifyVolumeStatus();
    if (change != null) {
      add(change.targetVolumeAttributesClassName(), names);
    }
    return Scopes.selects(scope, names);
  }

  private static void add(@Nullable String name, Set<String> names) {
    if (name != null && !name.isEmpty()) {
      names.add(name);
    }
  }
}
