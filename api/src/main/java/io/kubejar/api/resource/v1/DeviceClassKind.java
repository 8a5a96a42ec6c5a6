package io.kubejar.api.resource.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
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
  public List<Column<DeviceClass>> columns() {
    return COLUMNS;
  }

  private static final List<Column<DeviceClass>> COLUMNS =
      List.of(Column.objectName(), Column.age());
}
