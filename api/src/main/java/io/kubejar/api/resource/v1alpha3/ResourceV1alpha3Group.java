package io.kubejar.api.resource.v1alpha3;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `resource.k8s.io`, version `v1alpha3`.
public final class ResourceV1alpha3Group {
  public static final List<Kind<?>> KINDS =
      List.of(
          DeviceTaintRuleKind.DEVICE_TAINT_RULE,
          ResourcePoolStatusRequestKind.RESOURCE_POOL_STATUS_REQUEST);

  private ResourceV1alpha3Group() {}
}
