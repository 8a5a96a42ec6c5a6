package io.kubejar.api.resource.v1beta1;

import io.kubejar.api.kind.FurtherVersion;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.resource.v1.DeviceClassKind;
import io.kubejar.api.resource.v1.ResourceClaimKind;
import io.kubejar.api.resource.v1.ResourceClaimTemplateKind;
import io.kubejar.api.resource.v1.ResourceSliceKind;
import java.util.List;

/// The kinds of the API group `resource.k8s.io`, version `v1beta1`: those of `v1`, some in another
/// form.
public final class ResourceV1beta1Group {
  private static final String VERSION = "v1beta1";
  private static final String SINCE = "1.35";
  private static final String UNTIL = "1.38";

  public static final List<Kind<?>> KINDS =
      List.of(
          FurtherVersion.deprecated(DeviceClassKind.DEVICE_CLASS, VERSION, SINCE, UNTIL),
          FurtherVersion.converted(
              ResourceClaimKind.RESOURCE_CLAIM,
              VERSION,
              ResourceClaimCodec.INSTANCE,
              ClaimForms::toV1,
              ClaimForms::fromV1,
              SINCE,
              UNTIL),
          FurtherVersion.converted(
              ResourceClaimTemplateKind.RESOURCE_CLAIM_TEMPLATE,
              VERSION,
              ResourceClaimTemplateCodec.INSTANCE,
              ClaimForms::toV1,
              ClaimForms::fromV1,
              SINCE,
              UNTIL),
          FurtherVersion.converted(
              ResourceSliceKind.RESOURCE_SLICE,
              VERSION,
              ResourceSliceCodec.INSTANCE,
              SliceForms::toV1,
              SliceForms::fromV1,
              SINCE,
              UNTIL));

  private ResourceV1beta1Group() {}
}
