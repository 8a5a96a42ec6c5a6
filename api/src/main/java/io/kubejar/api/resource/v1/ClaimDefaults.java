package io.kubejar.api.resource.v1;

import static io.kubejar.api.kind.Defaults.each;

import java.util.List;

/// What a claim asks for where nothing else is said.
final class ClaimDefaults {
  private ClaimDefaults() {}

  static ResourceClaimSpec of(ResourceClaimSpec spec) {
    List<DeviceRequest> requests = spec.devices().requests();
    return requests.isEmpty()
        ? spec
        : spec.with(
            draft -> draft.devices(devices -> devices.requests(each(requests, ClaimDefaults::of))));
  }

  private static DeviceRequest of(DeviceRequest request) {
    ExactDeviceRequest exactly = request.exactly();
    return request.with(
        draft -> {
          if (exactly != null) {
            String mode = modeOr(exactly.allocationMode());
            draft.exactly(
                e ->
                    e.allocationMode(mode)
                        .count(countOr(mode, exactly.count()))
                        .tolerations(each(exactly.tolerations(), ClaimDefaults::of)));
          }
          draft.firstAvailable(each(request.firstAvailable(), ClaimDefaults::of));
        });
  }

  private static DeviceSubRequest of(DeviceSubRequest request) {
    String mode = modeOr(request.allocationMode());
    return request.with(
        draft ->
            draft
                .allocationMode(mode)
                .count(countOr(mode, request.count()))
                .tolerations(each(request.tolerations(), ClaimDefaults::of)));
  }

  private static DeviceToleration of(DeviceToleration toleration) {
    return toleration.operator().isEmpty()
        ? toleration.with(draft -> draft.operator("Equal"))
        : toleration;
  }

  private static String modeOr(String mode) {
    return mode.isEmpty() ? "ExactCount" : mode;
  }

  private static long countOr(String mode, long count) {
    return mode.equals("ExactCount") && count == 0 ? 1 : count;
  }
}
