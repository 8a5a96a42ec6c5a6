package io.kubejar.api.resource.v1alpha3;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.ConditionValidation;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.kind.VersionedCodec;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.resource.v1.DeviceNames;
import io.kubejar.api.resource.v1.DeviceTaint;
import io.kubejar.api.resource.v1.TaintValidation;
import io.kubejar.api.value.Time;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `devicetaintrules` resource: names and rules of [DeviceTaintRule].
public final class DeviceTaintRuleKind implements Kind<DeviceTaintRule> {
  public static final DeviceTaintRuleKind DEVICE_TAINT_RULE = new DeviceTaintRuleKind();

  private static final int MAX_CONDITIONS = 8;

  private static final Names NAMES =
      Names.of("resource.k8s.io", "v1alpha3", "DeviceTaintRule", "devicetaintrules")
          .stored("/registry/devicetaintrules/", "DJ3UJ0fj8MI=")
          .subresource("status", "get", "patch", "update")
          .build();

  /// Taints are those of `v1`, under the name of this version.
  private static final ObjectCodec<DeviceTaintRule> CODEC =
      new VersionedCodec<>(DeviceTaintRuleCodec.INSTANCE, NAMES);

  private DeviceTaintRuleKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<DeviceTaintRule> codec() {
    return CODEC;
  }

  @Override
  public String deprecation() {
    return NAMES.deprecation("1.36", "1.39");
  }

  @Override
  public boolean statusChangesMetadata() {
    return false;
  }

  /// A taint is as old as its rule.
  @Override
  public DeviceTaintRule defaults(DeviceTaintRule given) {
    return timed(given, given.metadata().creationTimestamp());
  }

  @Override
  public DeviceTaintRule prepareUpdate(DeviceTaintRule object, DeviceTaintRule old) {
    DeviceTaint before = old.spec().taint();
    return timed(
        Kind.super.prepareUpdate(object, old),
        before.timeAdded() == null ? old.metadata().creationTimestamp() : before.timeAdded());
  }

  private static DeviceTaintRule timed(DeviceTaintRule rule, @Nullable Time time) {
    return time == null || rule.spec().taint().timeAdded() != null
        ? rule
        : rule.with(draft -> draft.spec(spec -> spec.taint(taint -> taint.timeAdded(time))));
  }

  @Override
  public void validate(DeviceTaintRule object, FieldErrors errors) {
    Path path = Path.of("spec", "deviceSelector");
    DeviceTaintSelector selector = object.spec().deviceSelector();
    if (selector != null) {
      if (selector.driver() != null) {
        DeviceNames.checkDriver(selector.driver(), path.child("driver"), errors);
      }
      if (selector.pool() != null) {
        DeviceNames.checkPool(selector.pool(), path.child("pool"), errors);
      }
      if (selector.device() != null) {
        DeviceNames.checkLabel(selector.device(), path.child("device"), errors);
      }
    }
    TaintValidation.check(object.spec().taint(), Path.of("spec", "taint"), errors);
  }

  @Override
  public void validateStatusUpdate(
      DeviceTaintRule object, DeviceTaintRule old, FieldErrors errors) {
    Path path = Path.of("status", "conditions");
    if (object.status().conditions().size() > MAX_CONDITIONS) {
      errors.tooMany(path, object.status().conditions().size(), MAX_CONDITIONS);
    }
    ConditionValidation.check(object.status().conditions(), path, errors);
  }

  @Override
  public List<Column<DeviceTaintRule>> columns() {
    return COLUMNS;
  }

  private static final List<Column<DeviceTaintRule>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("Key", "The taint's key.", each -> each.spec().taint().key()),
          Column.text("Value", "The taint's value.", each -> each.spec().taint().value()),
          Column.text("Effect", "What it does.", each -> each.spec().taint().effect()),
          Column.text(
              "TimeAdded", "Since when.", each -> Column.age(each.spec().taint().timeAdded())),
          Column.age());
}
