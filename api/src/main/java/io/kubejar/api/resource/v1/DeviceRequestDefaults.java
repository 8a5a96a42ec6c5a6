package io.kubejar.api.resource.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import java.util.List;

/// What claims of devices that leave something open mean: one device, exactly.
final class DeviceRequestDefaults {
  private static final String EXACT = "ExactCount";

  private DeviceRequestDefaults() {}

  static ResourceClaimSpec of(ResourceClaimSpec spec) {
    List<DeviceRequest> requests =
        spec.devices().requests().stream().map(DeviceRequestDefaults::of).toList();
    return spec.with(s -> s.devices(d -> d.requests(requests)));
  }

  private static DeviceRequest of(DeviceRequest request) {
    ExactDeviceRequest exactly = request.exactly();
    return request.with(
        r -> {
          if (exactly != null) {
            r.exactly(of(exactly));
          }
          r.firstAvailable(
              request.firstAvailable().stream().map(DeviceRequestDefaults::of).toList());
        });
  }

  private static ExactDeviceRequest of(ExactDeviceRequest request) {
    String mode = orElse(request.allocationMode(), EXACT);
    return request.with(
        r ->
            r.allocationMode(mode)
                .count(count(mode, request.count()))
                .tolerations(tolerations(request.tolerations())));
  }

  private static DeviceSubRequest of(DeviceSubRequest request) {
    String mode = orElse(request.allocationMode(), EXACT);
    return request.with(
        r ->
            r.allocationMode(mode)
                .count(count(mode, request.count()))
                .tolerations(tolerations(request.tolerations())));
  }

  private static long count(String mode, long count) {
    return mode.equals(EXACT) && count == 0 ? 1 : count;
  }

  private static List<DeviceToleration> tolerations(List<DeviceToleration> tolerations) {
    return tolerations.stream()
        .map(each -> each.with(t -> t.operator(orElse(each.operator(), "Equal"))))
        .toList();
  }
}
