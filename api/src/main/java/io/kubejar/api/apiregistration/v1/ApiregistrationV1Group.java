package io.kubejar.api.apiregistration.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `apiregistration.k8s.io`, version `v1`.
public final class ApiregistrationV1Group {
  public static final List<Kind<?>> KINDS = List.of(APIServiceKind.API_SERVICE);

  private ApiregistrationV1Group() {}
}
