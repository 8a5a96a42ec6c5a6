package io.kubejar.api.storage.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;
import java.util.Objects;

/// The `storageclasses` resource: names and rules of [StorageClass].
public final class StorageClassKind implements Kind<StorageClass> {
  public static final StorageClassKind STORAGE_CLASS = new StorageClassKind();

  private static final Names NAMES =
      Names.of("storage.k8s.io", "v1", "StorageClass", "storageclasses")
          .shortNames("sc")
          .stored("/registry/storageclasses/", "K+m6uJwbjGY=")
          .build();

  private StorageClassKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<StorageClass> codec() {
    return StorageClassCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public StorageClass defaults(StorageClass given) {
    return given.with(
        draft ->
            draft
                .reclaimPolicy(orElse(given.reclaimPolicy(), "Delete"))
                .volumeBindingMode(orElse(given.volumeBindingMode(), "Immediate")));
  }

  @Override
  public void validate(StorageClass object, FieldErrors errors) {
    StorageParameters.checkDriver(object.provisioner(), Path.of("provisioner"), errors);
    StorageParameters.check(object.parameters(), Path.of("parameters"), errors);
    String reclaim = orElse(object.reclaimPolicy(), "Delete");
    if (!List.of("Delete", "Retain").contains(reclaim)) {
      errors.notSupported(Path.of("reclaimPolicy"), reclaim, List.of("Delete", "Retain"));
    }
    String binding = orElse(object.volumeBindingMode(), "Immediate");
    List<String> modes = List.of("Immediate", "WaitForFirstConsumer");
    if (!modes.contains(binding)) {
      errors.notSupported(Path.of("volumeBindingMode"), binding, modes);
    }
    AllowedTopologies.check(object.allowedTopologies(), Path.of("allowedTopologies"), errors);
  }

  @Override
  public void validateUpdate(StorageClass object, StorageClass old, FieldErrors errors) {
    if (!object.parameters().equals(old.parameters())) {
      errors.forbidden(Path.of("parameters"), "updates to parameters are forbidden.");
    }
    if (!object.provisioner().equals(old.provisioner())) {
      errors.forbidden(Path.of("provisioner"), "updates to provisioner are forbidden.");
    }
    if (!Objects.equals(object.reclaimPolicy(), old.reclaimPolicy())) {
      errors.forbidden(Path.of("reclaimPolicy"), "updates to reclaimPolicy are forbidden.");
    }
    errors.immutable(
        Path.of("volumeBindingMode"), object.volumeBindingMode(), old.volumeBindingMode());
  }

  @Override
  public List<Column<StorageClass>> columns() {
    return COLUMNS;
  }

  /// The name, with a mark at a class for claims that name none.
  private static String shownName(StorageClass object) {
    var annotations = object.metadata().annotations();
    boolean chosen =
        "true".equals(annotations.get("storageclass.kubernetes.io/is-default-class"))
            || "true".equals(annotations.get("storageclass.beta.kubernetes.io/is-default-class"));
    return object.metadata().name() + (chosen ? " (default)" : "");
  }

  private static final List<Column<StorageClass>> COLUMNS =
      List.of(
          Column.objectName(StorageClassKind::shownName),
          Column.text("Provisioner", "Who makes the volumes.", each -> each.provisioner()),
          Column.text(
              "ReclaimPolicy",
              "What becomes of volumes after their claims.",
              each -> orElse(each.reclaimPolicy(), "Delete")),
          Column.text(
              "VolumeBindingMode",
              "When volumes are bound.",
              each -> orElse(each.volumeBindingMode(), "<unset>")),
          Column.text(
              "AllowVolumeExpansion",
              "Whether volumes can grow.",
              each -> orElse(each.allowVolumeExpansion(), Boolean.FALSE)),
          Column.age());
}
