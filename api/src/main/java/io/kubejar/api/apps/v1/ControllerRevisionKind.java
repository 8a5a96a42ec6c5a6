package io.kubejar.api.apps.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `controllerrevisions` resource: names and rules of [ControllerRevision].
public final class ControllerRevisionKind implements Kind<ControllerRevision> {
  public static final ControllerRevisionKind CONTROLLER_REVISION = new ControllerRevisionKind();

  private static final Names NAMES =
      Names.of("apps", "v1", "ControllerRevision", "controllerrevisions")
          .namespaced()
          .stored("/registry/controllerrevisions/", "85nkx63pcBU=")
          .build();

  private ControllerRevisionKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<ControllerRevision> codec() {
    return ControllerRevisionCodec.INSTANCE;
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.CHANGE_AND_OBJECT;
  }

  @Override
  public void validate(ControllerRevision object, FieldErrors errors) {
    if (object.data().isNull()) {
      errors.required(Path.of("data"), "data is mandatory");
    }
    errors.nonNegative(Path.of("revision"), object.revision());
  }

  @Override
  public void validateUpdate(
      ControllerRevision object, ControllerRevision old, FieldErrors errors) {
    validate(object, errors);
    errors.immutable(Path.of("data"), object.data(), old.data());
  }

  @Override
  public List<Column<ControllerRevision>> columns() {
    return COLUMNS;
  }

  private static String controller(ControllerRevision revision) {
    return OwnerText.controller(revision.metadata());
  }

  private static final List<Column<ControllerRevision>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("Controller", "What it is a revision of.", each -> controller(each)),
          Column.text("Revision", "Which state in the order of states.", each -> each.revision()),
          Column.age());
}
