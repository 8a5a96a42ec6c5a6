package io.kubejar.api.storagemigration.v1beta1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `storagemigration.k8s.io`, version `v1beta1`.
public final class StoragemigrationV1beta1Group {
  public static final List<Kind<?>> KINDS =
      List.of(StorageVersionMigrationKind.STORAGE_VERSION_MIGRATION);

  private StoragemigrationV1beta1Group() {}
}
