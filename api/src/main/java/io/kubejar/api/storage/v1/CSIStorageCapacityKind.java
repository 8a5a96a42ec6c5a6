package io.kubejar.api.storage.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.LabelSelectorValidation;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.value.Quantity;

/// The `csistoragecapacities` resource: names and rules of [CSIStorageCapacity].
public final class CSIStorageCapacityKind implements Kind<CSIStorageCapacity> {
  public static final CSIStorageCapacityKind CSI_STORAGE_CAPACITY = new CSIStorageCapacityKind();

  private static final Names NAMES =
      Names.of("storage.k8s.io", "v1", "CSIStorageCapacity", "csistoragecapacities")
          .namespaced()
          .stored("/registry/csistoragecapacities/", "xeVl+2Ly1kE=")
          .build();

  private CSIStorageCapacityKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<CSIStorageCapacity> codec() {
    return CSIStorageCapacityCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public void validate(CSIStorageCapacity object, FieldErrors errors) {
    LabelSelectorValidation.check(object.nodeTopology(), Path.of("nodeTopology"), errors);
    errors.invalid(
        Path.of("storageClassName"),
        object.storageClassName(),
        Formats.dnsSubdomain(object.storageClassName()));
    Quantity capacity = object.capacity();
    if (capacity != null && capacity.signum() < 0) {
      errors.invalid(Path.of("capacity"), capacity, "must be greater than or equal to 0");
    }
  }
}
