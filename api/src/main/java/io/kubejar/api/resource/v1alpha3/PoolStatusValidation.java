package io.kubejar.api.resource.v1alpha3;

import io.kubejar.api.kind.ConditionValidation;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import io.kubejar.api.resource.v1.DeviceNames;
import org.jspecify.annotations.Nullable;

/// The rules for questions about pools, and for their answers.
final class PoolStatusValidation {
  private static final int MAX_POOLS = 1000;
  private static final int MAX_CONDITIONS = 10;
  private static final int MAX_ERROR = 256;

  private PoolStatusValidation() {}

  static void check(ResourcePoolStatusRequestSpec spec, FieldErrors errors) {
    Path path = Path.of("spec");
    DeviceNames.checkDriver(spec.driver(), path.child("driver"), errors);
    String pool = spec.poolName();
    if (pool != null && pool.isEmpty()) {
      errors.invalid(path.child("poolName"), pool, Formats.dnsSubdomain(pool));
    } else if (pool != null) {
      DeviceNames.checkPool(pool, path.child("poolName"), errors);
    }
    Integer limit = spec.limit();
    if (limit != null && limit < 1) {
      errors.invalid(path.child("limit"), limit, "must be greater than or equal to 1");
    } else if (limit != null && limit > MAX_POOLS) {
      errors.invalid(path.child("limit"), limit, "must be less than or equal to " + MAX_POOLS);
    }
  }

  static void checkStatus(
      @Nullable ResourcePoolStatusRequestStatus status,
      @Nullable ResourcePoolStatusRequestStatus old,
      FieldErrors errors) {
    Path path = Path.of("status");
    if (old != null && !old.equals(status)) {
      errors.invalid(path, FieldErrors.plain(status), "field is immutable once set");
      return;
    }
    if (status == null) {
      return;
    }
    if (status.poolCount() == null) {
      errors.required(path.child("poolCount"));
    }
    errors.nonNegative(path.child("poolCount"), status.poolCount());
    Path pools = path.child("pools");
    DeviceNames.checkAll(
        status.pools(), MAX_POOLS, pools, errors, (pool, at) -> check(pool, at, errors));
    if (status.conditions().size() > MAX_CONDITIONS) {
      errors.tooMany(path.child("conditions"), status.conditions().size(), MAX_CONDITIONS);
    }
    ConditionValidation.check(status.conditions(), path.child("conditions"), errors);
  }

  private static void check(PoolStatus pool, Path path, FieldErrors errors) {
    DeviceNames.checkDriver(pool.driver(), path.child("driver"), errors);
    DeviceNames.checkPool(pool.poolName(), path.child("poolName"), errors);
    errors.nonNegative(path.child("generation"), pool.generation());
    Integer slices = pool.resourceSliceCount();
    if (slices != null && slices < 1) {
      errors.invalid(
          path.child("resourceSliceCount"), slices, "must be greater than or equal to 1");
    }
    errors.nonNegative(path.child("totalDevices"), pool.totalDevices());
    errors.nonNegative(path.child("allocatedDevices"), pool.allocatedDevices());
    errors.nonNegative(path.child("availableDevices"), pool.availableDevices());
    errors.nonNegative(path.child("unavailableDevices"), pool.unavailableDevices());
    String node = pool.nodeName();
    if (node != null) {
      errors.invalid(path.child("nodeName"), node, Formats.dnsSubdomain(node));
    }
    String wrong = pool.validationError();
    if (wrong != null && wrong.length() > MAX_ERROR) {
      errors.tooLong(path.child("validationError"), MAX_ERROR);
    }
  }
}
