package io.kubejar.api.resource.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `resourceslices` resource: names and rules of [ResourceSlice].
public final class ResourceSliceKind implements Kind<ResourceSlice> {
  public static final ResourceSliceKind RESOURCE_SLICE = new ResourceSliceKind();

  private static final Names NAMES =
      Names.of("resource.k8s.io", "v1", "ResourceSlice", "resourceslices")
          .stored("/registry/resourceslices/", "KsC072WgaEY=")
          .build();

  private ResourceSliceKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<ResourceSlice> codec() {
    return ResourceSliceCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public String unsupportedField(String field) {
    return "field label not supported for resource.k8s.io/v1, Kind=ResourceSlice: " + field;
  }

  @Override
  public List<SelectableField<ResourceSlice>> selectableFields() {
    return List.of(
        new SelectableField<>("spec.driver", each -> each.spec().driver()),
        new SelectableField<>("spec.nodeName", each -> orElse(each.spec().nodeName(), "")));
  }

  @Override
  public void validate(ResourceSlice object, FieldErrors errors) {
    SliceValidation.check(object.spec(), errors);
  }

  @Override
  public void validateUpdate(ResourceSlice object, ResourceSlice old, FieldErrors errors) {
    SliceValidation.checkUpdate(object.spec(), old.spec(), errors);
  }

  @Override
  public List<Column<ResourceSlice>> columns() {
    return COLUMNS;
  }

  private static final List<Column<ResourceSlice>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("Node", "Where the devices are.", each -> orElse(each.spec().nodeName(), "")),
          Column.text("Driver", "Whose devices they are.", each -> each.spec().driver()),
          Column.text("Pool", "The pool they belong to.", each -> each.spec().pool().name()),
          Column.age());
}
