package io.kubejar.api.resource.v1;

import io.kubejar.api.core.v1.PlacementValidation;
import io.kubejar.api.kind.Addresses;
import io.kubejar.api.kind.ConditionValidation;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for what a claim got and who may use it.
final class ClaimStatusValidation {
  private static final int MAX_CONSUMERS = 256;
  private static final int MAX_CONDITIONS = 8;
  private static final int MAX_ADDRESSES = 16;
  private static final int MAX_INTERFACE = 256;
  private static final int MAX_HARDWARE_ADDRESS = 128;

  private ClaimStatusValidation() {}

  static void check(ResourceClaim claim, ResourceClaim old, FieldErrors errors) {
    ResourceClaimStatus status = claim.status();
    Path path = Path.of("status");
    Set<String> names = ClaimValidation.requestNames(claim.spec().devices());
    Path reserved = path.child("reservedFor");
    DeviceNames.checkAll(
        status.reservedFor(),
        MAX_CONSUMERS,
        reserved,
        errors,
        (consumer, at) -> {
          checkPresent(consumer.resource(), at.child("resource"), errors);
          checkPresent(consumer.name(), at.child("name"), errors);
          checkPresent(consumer.uid(), at.child("uid"), errors);
        });
    DeviceNames.checkDistinct(
        status.reservedFor(), ResourceClaimConsumerReference::uid, reserved, errors);
    checkDevices(status, path.child("devices"), errors);
    AllocationResult allocation = status.allocation();
    if (!status.reservedFor().isEmpty()) {
      if (allocation == null) {
        errors.forbidden(reserved, "may not be specified when `allocated` is not set");
      } else if (claim.metadata().deletionTimestamp() != null
          && !uids(old.status()).containsAll(uids(status))) {
        errors.forbidden(
            reserved,
            "new entries may not be added while `deallocationRequested` or `deletionTimestamp`"
                + " are set");
      }
    }
    if (allocation == null) {
      return;
    }
    if (old.status().allocation() == null) {
      check(allocation, names, path.child("allocation"), errors);
    } else if (!allocation.equals(old.status().allocation())) {
      errors.invalid(path.child("allocation"), FieldErrors.plain(allocation), "field is immutable");
    }
  }

  private static Set<String> uids(ResourceClaimStatus status) {
    Set<String> uids = new HashSet<>();
    status.reservedFor().forEach(consumer -> uids.add(consumer.uid()));
    return uids;
  }

  private static void checkPresent(String text, Path path, FieldErrors errors) {
    if (text.isEmpty()) {
      errors.required(path);
    }
  }

  private static void check(
      AllocationResult allocation, Set<String> names, Path path, FieldErrors errors) {
    Path devices = path.child("devices");
    DeviceNames.checkAll(
        allocation.devices().results(),
        ClaimValidation.MAX_ITEMS,
        devices.child("results"),
        errors,
        (result, at) -> {
          ClaimValidation.checkReference(result.request(), names, at.child("request"), errors);
          DeviceNames.checkDriver(result.driver(), at.child("driver"), errors);
          DeviceNames.checkPool(result.pool(), at.child("pool"), errors);
          DeviceNames.checkLabel(result.device(), at.child("device"), errors);
          BindingValidation.check(
              result.bindingConditions(), result.bindingFailureConditions(), at, errors);
          DeviceNames.checkShare(result.shareID(), at.child("shareID"), errors);
          ClaimValidation.checkTolerations(result.tolerations(), at.child("tolerations"), errors);
        });
    DeviceNames.checkAll(
        allocation.devices().config(),
        2 * ClaimValidation.MAX_ITEMS,
        devices.child("config"),
        errors,
        (config, at) -> {
          List<String> sources = List.of("FromClaim", "FromClass");
          if (config.source().isEmpty()) {
            errors.required(at.child("source"));
          } else if (!sources.contains(config.source())) {
            errors.notSupported(at.child("source"), config.source(), sources);
          }
          ClaimValidation.checkReferences(config.requests(), names, at.child("requests"), errors);
          ClaimValidation.check(config.opaque(), at.child("opaque"), errors);
        });
    if (allocation.nodeSelector() != null) {
      PlacementValidation.checkNodeSelector(
          allocation.nodeSelector(), path.child("nodeSelector"), errors);
    }
  }

  /// A device, or one share of it.
  private record DeviceId(String driver, String pool, String device, String share) {
    static DeviceId of(String driver, String pool, String device, @Nullable String share) {
      return new DeviceId(driver, pool, device, share == null ? "" : share);
    }

    @Override
    public String toString() {
      return driver + "/" + pool + "/" + device + (share.isEmpty() ? "" : "/" + share);
    }
  }

  private static void checkDevices(ResourceClaimStatus status, Path path, FieldErrors errors) {
    Set<DeviceId> allocated = new HashSet<>();
    AllocationResult allocation = status.allocation();
    if (allocation != null) {
      allocation
          .devices()
          .results()
          .forEach(
              each ->
                  allocated.add(
                      DeviceId.of(each.driver(), each.pool(), each.device(), each.shareID())));
    }
    Set<DeviceId> seen = new HashSet<>();
    for (int i = 0; i < status.devices().size(); i++) {
      AllocatedDeviceStatus device = status.devices().get(i);
      Path at = path.index(i);
      DeviceNames.checkDriver(device.driver(), at.child("driver"), errors);
      DeviceNames.checkPool(device.pool(), at.child("pool"), errors);
      DeviceNames.checkLabel(device.device(), at.child("device"), errors);
      DeviceNames.checkShare(device.shareID(), at.child("shareID"), errors);
      DeviceId id = DeviceId.of(device.driver(), device.pool(), device.device(), device.shareID());
      if (!allocated.contains(id)) {
        errors.invalid(at, id.toString(), "must be an allocated device in the claim");
      }
      if (!seen.add(id)) {
        errors.duplicate(at, id.toString());
      }
      if (device.conditions().size() > MAX_CONDITIONS) {
        errors.tooMany(at.child("conditions"), device.conditions().size(), MAX_CONDITIONS);
      }
      ConditionValidation.check(device.conditions(), at.child("conditions"), errors);
      if (device.data() != null) {
        ClaimValidation.checkJson(device.data(), at.child("data"), errors);
      }
      if (device.networkData() != null) {
        check(device.networkData(), at.child("networkData"), errors);
      }
    }
  }

  private static void check(NetworkDeviceData network, Path path, FieldErrors errors) {
    if (network.interfaceName().length() > MAX_INTERFACE) {
      errors.tooLong(path.child("interfaceName"), MAX_INTERFACE);
    }
    if (network.hardwareAddress().length() > MAX_HARDWARE_ADDRESS) {
      errors.tooLong(path.child("hardwareAddress"), MAX_HARDWARE_ADDRESS);
    }
    Path ips = path.child("ips");
    DeviceNames.checkAll(
        network.ips(),
        MAX_ADDRESSES,
        ips,
        errors,
        (ip, at) -> errors.invalid(at, ip, Addresses.interfaceAddress(ip)));
    DeviceNames.checkDistinct(network.ips(), ip -> ip, ips, errors);
  }
}
