package io.kubejar.api.apiserverinternal.v1alpha1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `internal.apiserver.k8s.io`, version `v1alpha1`.
public final class ApiserverinternalV1alpha1Group {
  public static final List<Kind<?>> KINDS = List.of(StorageVersionKind.STORAGE_VERSION);

  private ApiserverinternalV1alpha1Group() {}
}
