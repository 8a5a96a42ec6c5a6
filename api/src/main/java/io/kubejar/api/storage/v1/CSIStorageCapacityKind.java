package io.kubejar.api.storage.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.LabelSelectorValidation;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.LabelSelectorCodec;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.value.Quantity;
import org.jspecify.annotations.Nullable;

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
    checkAmount(object.capacity(), Path.of("capacity"), errors);
    checkAmount(object.maximumVolumeSize(), Path.of("maximumVolumeSize"), errors);
  }

  private static void checkAmount(@Nullable Quantity amount, Path path, FieldErrors errors) {
    if (amount != null && amount.signum() < 0) {
      errors.invalid(path, amount, "must be greater than or equal to 0");
    }
  }

  @Override
  public void validateUpdate(
      CSIStorageCapacity object, CSIStorageCapacity old, FieldErrors errors) {
    errors.immutable(
        Path.of("nodeTopology"),
        FieldErrors.json(LabelSelectorCodec.INSTANCE, object.nodeTopology()),
        FieldErrors.json(LabelSelectorCodec.INSTANCE, old.nodeTopology()));
    errors.immutable(
        Path.of("storageClassName"), object.storageClassName(), old.storageClassName());
  }
}
