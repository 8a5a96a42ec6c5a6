package io.kubejar.api.resource.v1beta1;

import io.kubejar.api.resource.v1.ExactDeviceRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Claims in this version and in `v1`: here the members of an exact wish stand beside its name,
/// there in a part of their own.
final class ClaimForms {
  private ClaimForms() {}

  static io.kubejar.api.resource.v1.ResourceClaim toV1(ResourceClaim claim) {
    return new io.kubejar.api.resource.v1.ResourceClaim(
        claim.metadata(), toV1(claim.spec()), claim.status());
  }

  static ResourceClaim fromV1(io.kubejar.api.resource.v1.ResourceClaim claim) {
    return new ResourceClaim(claim.metadata(), fromV1(claim.spec()), claim.status());
  }

  static io.kubejar.api.resource.v1.ResourceClaimTemplate toV1(ResourceClaimTemplate template) {
    return new io.kubejar.api.resource.v1.ResourceClaimTemplate(
        template.metadata(),
        new io.kubejar.api.resource.v1.ResourceClaimTemplateSpec(
            template.spec().metadata(), toV1(template.spec().spec())));
  }

  static ResourceClaimTemplate fromV1(io.kubejar.api.resource.v1.ResourceClaimTemplate template) {
    return new ResourceClaimTemplate(
        template.metadata(),
        new ResourceClaimTemplateSpec(template.spec().metadata(), fromV1(template.spec().spec())));
  }

  private static io.kubejar.api.resource.v1.ResourceClaimSpec toV1(ResourceClaimSpec spec) {
    DeviceClaim devices = spec.devices();
    return new io.kubejar.api.resource.v1.ResourceClaimSpec(
        new io.kubejar.api.resource.v1.DeviceClaim(
            devices.requests().stream().map(ClaimForms::toV1).toList(),
            devices.constraints(),
            devices.config()));
  }

  private static ResourceClaimSpec fromV1(io.kubejar.api.resource.v1.ResourceClaimSpec spec) {
    io.kubejar.api.resource.v1.DeviceClaim devices = spec.devices();
    return new ResourceClaimSpec(
        new DeviceClaim(
            devices.requests().stream().map(ClaimForms::fromV1).toList(),
            devices.constraints(),
            devices.config()));
  }

  private static io.kubejar.api.resource.v1.DeviceRequest toV1(DeviceRequest request) {
    return new io.kubejar.api.resource.v1.DeviceRequest(
        request.name(),
        exactly(request),
        request.firstAvailable().stream().map(ClaimForms::toV1).toList());
  }

  /// The exact wish of a request; null when no member of it is set.
  private static @Nullable ExactDeviceRequest exactly(DeviceRequest request) {
    ExactDeviceRequest wish =
        new ExactDeviceRequest(
            request.deviceClassName(),
            request.selectors(),
            request.allocationMode(),
            request.count(),
            request.adminAccess(),
            request.tolerations(),
            request.capacity());
    return wish.equals(ExactDeviceRequest.builder().build()) ? null : wish;
  }

  private static DeviceRequest fromV1(io.kubejar.api.resource.v1.DeviceRequest request) {
    ExactDeviceRequest wish = request.exactly();
    ExactDeviceRequest exact = wish == null ? ExactDeviceRequest.builder().build() : wish;
    return new DeviceRequest(
        request.name(),
        exact.deviceClassName(),
        exact.selectors(),
        exact.allocationMode(),
        exact.count(),
        exact.adminAccess(),
        alternatives(request.firstAvailable()),
        exact.tolerations(),
        exact.capacity());
  }

  private static List<DeviceSubRequest> alternatives(
      List<io.kubejar.api.resource.v1.DeviceSubRequest> requests) {
    return requests.stream()
        .map(
            each ->
                new DeviceSubRequest(
                    each.name(),
                    each.deviceClassName(),
                    each.selectors(),
                    each.allocationMode(),
                    each.count(),
                    each.tolerations(),
                    each.capacity()))
        .toList();
  }

  private static io.kubejar.api.resource.v1.DeviceSubRequest toV1(DeviceSubRequest request) {
    return new io.kubejar.api.resource.v1.DeviceSubRequest(
        request.name(),
        request.deviceClassName(),
        request.selectors(),
        request.allocationMode(),
        request.count(),
        request.tolerations(),
        request.capacity());
  }
}
