package io.kubejar.api.resource.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `resource.k8s.io`, version `v1`.
public final class ResourceV1Group {
  public static final List<Kind<?>> KINDS =
      List.of(
          DeviceClassKind.DEVICE_CLASS,
          ResourceClaimKind.RESOURCE_CLAIM,
          ResourceClaimTemplateKind.RESOURCE_CLAIM_TEMPLATE,
          ResourceSliceKind.RESOURCE_SLICE);

  private ResourceV1Group() {}
}
