package io.kubejar.policy.resourcequota;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.resource.v1.DeviceRequest;
import io.kubejar.api.resource.v1.DeviceSubRequest;
import io.kubejar.api.resource.v1.ExactDeviceRequest;
import io.kubejar.api.resource.v1.ResourceClaim;
import io.kubejar.api.value.Quantity;
import io.kubejar.server.spi.Admission;
import java.util.Map;
import java.util.TreeMap;

/// Counts resource claims and the devices of each class that they may get at most.
final class DeviceMeter implements Meter {
  private static final String COUNT = CountMeter.name("resourceclaims.resource.k8s.io");
  private static final String DEVICES = ".deviceclass.resource.k8s.io/devices";

  /// The most devices that one request for all of a class can get.
  private static final long MOST = 32;

  @Override
  public boolean handles(Admission<?> admission) {
    return Meter.isWrite(admission);
  }

  @Override
  public boolean takes(String resource) {
    return resource.equals(COUNT) || resource.endsWith(DEVICES);
  }

  @Override
  public Map<String, Quantity> usage(ApiObject object) {
    Map<String, Quantity> usage = new TreeMap<>();
    usage.put(COUNT, Quantity.of(1));
    for (DeviceRequest request : ((ResourceClaim) object).spec().devices().requests()) {
      Map<String, Quantity> most = new TreeMap<>();
      ExactDeviceRequest exactly = request.exactly();
      if (exactly != null) {
        most =
            Amounts.most(
                most,
                devices(exactly.deviceClassName(), exactly.allocationMode(), exactly.count()));
      }
      for (DeviceSubRequest each : request.firstAvailable()) {
        most =
            Amounts.most(
                most, devices(each.deviceClassName(), each.allocationMode(), each.count()));
      }
      usage = Amounts.plus(usage, most);
    }
    return usage;
  }

  private static Map<String, Quantity> devices(String deviceClass, String mode, long count) {
    return Map.of(deviceClass + DEVICES, Quantity.of(mode.equals("All") ? MOST : count));
  }
}
