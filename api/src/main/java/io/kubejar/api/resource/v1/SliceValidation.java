package io.kubejar.api.resource.v1;

import io.kubejar.api.core.v1.PlacementValidation;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules for what drivers publish about devices.
final class SliceValidation {
  private static final int MAX_DEVICES = 128;
  private static final int MAX_DEVICES_WITH_MORE = 64;
  private static final int MAX_PROPERTIES = 32;
  private static final int MAX_TAINTS = 16;
  private static final int MAX_TEXT = 64;
  private static final String ONE_OF =
      "exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required";
  private static final Pattern SEMANTIC_VERSION =
      Pattern.compile(
          "(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?"
              + "(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");

  private SliceValidation() {}

  static void check(ResourceSliceSpec spec, FieldErrors errors) {
    Path path = Path.of("spec");
    DeviceNames.checkDriver(spec.driver(), path.child("driver"), errors);
    Path pool = path.child("pool");
    DeviceNames.checkPool(spec.pool().name(), pool.child("name"), errors);
    if (spec.pool().resourceSliceCount() <= 0) {
      errors.invalid(
          pool.child("resourceSliceCount"),
          spec.pool().resourceSliceCount(),
          "must be greater than zero");
    }
    if (spec.pool().generation() < 0) {
      errors.invalid(
          pool.child("generation"),
          spec.pool().generation(),
          "must be greater than or equal to zero");
    }
    checkNodes(spec, path, errors);
    if (!spec.sharedCounters().isEmpty() && !spec.devices().isEmpty()) {
      errors.invalid(path, "", "only one of `sharedCounters` or `devices` is allowed");
    }
    Path devices = path.child("devices");
    boolean more =
        spec.devices().stream()
            .anyMatch(each -> !each.taints().isEmpty() || !each.consumesCounters().isEmpty());
    DeviceNames.checkAll(
        spec.devices(),
        more ? MAX_DEVICES_WITH_MORE : MAX_DEVICES,
        devices,
        errors,
        (device, at) -> check(device, spec, at, errors));
    DeviceNames.checkDistinct(spec.devices(), Device::name, devices, errors);
    CounterValidation.checkSets(spec.sharedCounters(), path.child("sharedCounters"), errors);
  }

  static void checkUpdate(ResourceSliceSpec spec, ResourceSliceSpec old, FieldErrors errors) {
    check(spec, errors);
    Path path = Path.of("spec");
    errors.immutable(path.child("driver"), spec.driver(), old.driver());
    errors.immutable(path.child("pool").child("name"), spec.pool().name(), old.pool().name());
    errors.immutable(path.child("nodeName"), spec.nodeName(), old.nodeName());
    flagUnchanged(spec.allNodes(), old.allNodes(), path.child("allNodes"), errors);
  }

  private static void flagUnchanged(
      @Nullable Boolean value, @Nullable Boolean old, Path path, FieldErrors errors) {
    if (!Objects.equals(value, old)) {
      errors.invalid(path, value, "field is immutable");
    }
  }

  private static void checkNodes(ResourceSliceSpec spec, Path path, FieldErrors errors) {
    List<String> given = new ArrayList<>();
    String node = spec.nodeName();
    if (node != null && node.isEmpty()) {
      errors.invalid(
          path.child("nodeName"), node, "must be either unset or set to a non-empty string");
    } else if (node != null) {
      given.add("`nodeName`");
      errors.invalid(path.child("nodeName"), node, Formats.dnsSubdomain(node));
    }
    if (spec.nodeSelector() != null) {
      given.add("`nodeSelector`");
      PlacementValidation.checkNodeSelector(
          spec.nodeSelector(), path.child("nodeSelector"), errors);
      if (spec.nodeSelector().nodeSelectorTerms().size() != 1) {
        errors.invalid(
            path.child("nodeSelector").child("nodeSelectorTerms"),
            spec.nodeSelector().nodeSelectorTerms().stream().map(FieldErrors::plain).toList(),
            "must have exactly one node selector term");
      }
    }
    checkFlag(spec.allNodes(), "allNodes", given, path, errors);
    checkFlag(spec.perDeviceNodeSelection(), "perDeviceNodeSelection", given, path, errors);
    if (given.isEmpty()) {
      errors.required(path, ONE_OF);
    } else if (given.size() > 1) {
      errors.invalid(
          path, "{" + String.join(", ", given) + "}", ONE_OF + ", but multiple fields are set");
    }
  }

  private static void checkFlag(
      @Nullable Boolean flag, String name, List<String> given, Path path, FieldErrors errors) {
    if (flag == null) {
      return;
    }
    if (flag) {
      given.add("`" + name + "`");
    } else {
      errors.invalid(path.child(name), false, "must be either unset or set to true");
    }
  }

  private static void check(Device device, ResourceSliceSpec spec, Path path, FieldErrors errors) {
    DeviceNames.checkLabel(device.name(), path.child("name"), errors);
    int properties = device.attributes().size() + device.capacity().size();
    if (properties > MAX_PROPERTIES) {
      errors.invalid(
          path,
          properties,
          "the total number of attributes and capacities must not exceed " + MAX_PROPERTIES);
    }
    device
        .attributes()
        .forEach(
            (name, attribute) -> {
              Path at = path.child("attributes").key(name);
              DeviceNames.checkQualified(name, at, errors);
              check(attribute, at, errors);
            });
    device
        .capacity()
        .forEach(
            (name, capacity) -> {
              Path at = path.child("capacity").key(name);
              DeviceNames.checkQualified(name, at, errors);
              CapacityValidation.check(
                  capacity, Boolean.TRUE.equals(device.allowMultipleAllocations()), at, errors);
            });
    DeviceNames.checkAll(
        device.taints(),
        MAX_TAINTS,
        path.child("taints"),
        errors,
        (taint, at) -> TaintValidation.check(taint, at, errors));
    CounterValidation.checkConsumed(
        device.consumesCounters(), path.child("consumesCounters"), errors);
    boolean perDevice = Boolean.TRUE.equals(spec.perDeviceNodeSelection());
    long places =
        (device.nodeName() == null ? 0 : 1)
            + (device.nodeSelector() == null ? 0 : 1)
            + (Boolean.TRUE.equals(device.allNodes()) ? 1 : 0);
    if (perDevice && places == 0) {
      errors.required(
          path,
          "exactly one of `nodeName`, `nodeSelector`, or `allNodes` is required when"
              + " `perDeviceNodeSelection` is set to true in the ResourceSlice spec");
    }
    if (!perDevice
        && (device.nodeName() != null
            || device.nodeSelector() != null
            || device.allNodes() != null)) {
      errors.invalid(
          path,
          null,
          "`nodeName`, `nodeSelector` and `allNodes` can only be set if"
              + " `perDeviceNodeSelection` is set to true in the ResourceSlice spec");
    }
    BindingValidation.check(
        device.bindingConditions(), device.bindingFailureConditions(), path, errors);
  }

  private static void check(DeviceAttribute attribute, Path path, FieldErrors errors) {
    int values =
        (attribute.intValue() == null ? 0 : 1)
            + (attribute.bool() == null ? 0 : 1)
            + (attribute.string() == null ? 0 : 1)
            + (attribute.version() == null ? 0 : 1)
            + (attribute.ints().isEmpty() ? 0 : 1)
            + (attribute.bools().isEmpty() ? 0 : 1)
            + (attribute.strings().isEmpty() ? 0 : 1)
            + (attribute.versions().isEmpty() ? 0 : 1);
    if (values == 0) {
      errors.required(path, "exactly one value must be specified");
    } else if (values > 1) {
      errors.invalid(path, FieldErrors.plain(attribute), "exactly one value must be specified");
    }
    String text = attribute.string();
    if (text != null && text.length() > MAX_TEXT) {
      errors.tooLong(path.child("string"), MAX_TEXT);
    }
    String version = attribute.version();
    if (version != null) {
      if (!SEMANTIC_VERSION.matcher(version).matches()) {
        errors.invalid(
            path.child("version"),
            version,
            "must be a string compatible with semver.org spec 2.0.0");
      }
      if (version.length() > MAX_TEXT) {
        errors.tooLong(path.child("version"), MAX_TEXT);
      }
    }
  }
}
