package io.kubejar.api.resource.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `deviceclasses` resource: names and rules of [DeviceClass].
public final class DeviceClassKind implements Kind<DeviceClass> {
  public static final DeviceClassKind DEVICE_CLASS = new DeviceClassKind();

  private static final Names NAMES =
      Names.of("resource.k8s.io", "v1", "DeviceClass", "deviceclasses")
          .stored("/registry/deviceclasses/", "Yk2PTc1Ybxk=")
          .build();

  private DeviceClassKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<DeviceClass> codec() {
    return DeviceClassCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public void validate(DeviceClass object, FieldErrors errors) {
    DeviceClassSpec spec = object.spec();
    Path path = Path.of("spec");
    ClaimValidation.checkSelectors(spec.selectors(), path.child("selectors"), errors);
    DeviceNames.checkAll(
        spec.config(),
        ClaimValidation.MAX_ITEMS,
        path.child("config"),
        errors,
        (config, at) -> ClaimValidation.check(config.opaque(), at.child("opaque"), errors));
    String resource = spec.extendedResourceName();
    if (resource != null && !DeviceNames.isExtendedResource(resource)) {
      errors.invalid(
          path.child("extendedResourceName"), resource, "must be a valid extended resource name");
    }
  }

  @Override
  public List<Column<DeviceClass>> columns() {
    return COLUMNS;
  }

  private static final List<Column<DeviceClass>> COLUMNS =
      List.of(Column.objectName(), Column.age());
}
