package io.kubejar.api.storage.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `volumeattributesclasses` resource: names and rules of [VolumeAttributesClass].
public final class VolumeAttributesClassKind implements Kind<VolumeAttributesClass> {
  public static final VolumeAttributesClassKind VOLUME_ATTRIBUTES_CLASS =
      new VolumeAttributesClassKind();

  private static final Names NAMES =
      Names.of("storage.k8s.io", "v1", "VolumeAttributesClass", "volumeattributesclasses")
          .shortNames("vac")
          .stored("/registry/volumeattributesclasses/", "tIjydgKBC5w=")
          .build();

  private VolumeAttributesClassKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<VolumeAttributesClass> codec() {
    return VolumeAttributesClassCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public void validate(VolumeAttributesClass object, FieldErrors errors) {
    StorageParameters.checkDriver(object.driverName(), Path.of("driverName"), errors);
    if (object.parameters().isEmpty()) {
      errors.required(Path.of("parameters"));
    } else {
      StorageParameters.check(object.parameters(), Path.of("parameters"), errors);
    }
  }

  @Override
  public void validateUpdate(
      VolumeAttributesClass object, VolumeAttributesClass old, FieldErrors errors) {
    if (!object.driverName().equals(old.driverName())) {
      errors.forbidden(Path.of("driverName"), "updates to driverName are forbidden.");
    }
    if (!object.parameters().equals(old.parameters())) {
      errors.forbidden(Path.of("parameters"), "updates to parameters are forbidden.");
    }
  }

  @Override
  public List<Column<VolumeAttributesClass>> columns() {
    return COLUMNS;
  }

  private static final List<Column<VolumeAttributesClass>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("DriverName", "Whose volumes it is for.", each -> each.driverName()),
          Column.age());
}
