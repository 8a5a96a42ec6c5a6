package io.kubejar.api.flowcontrol.v1;

import static io.kubejar.api.kind.Defaults.unlessZero;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `flowschemas` resource: names and rules of [FlowSchema].
public final class FlowSchemaKind implements Kind<FlowSchema> {
  public static final FlowSchemaKind FLOW_SCHEMA = new FlowSchemaKind();

  private static final Names NAMES =
      Names.of("flowcontrol.apiserver.k8s.io", "v1", "FlowSchema", "flowschemas")
          .stored("/registry/flowschemas/", "GJVAJZSZBIw=")
          .subresource("status", "get", "patch", "update")
          .build();

  private FlowSchemaKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<FlowSchema> codec() {
    return FlowSchemaCodec.INSTANCE;
  }

  @Override
  public boolean statusChangesMetadata() {
    return false;
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.OBJECT;
  }

  @Override
  public void validate(FlowSchema object, FieldErrors errors) {
    FlowSchemaValidation.check(object, errors);
  }

  @Override
  public void validateStatusUpdate(FlowSchema object, FlowSchema old, FieldErrors errors) {
    FlowSchemaValidation.checkStatus(object.status(), errors);
  }

  @Override
  public List<Column<FlowSchema>> columns() {
    return COLUMNS;
  }

  @Override
  public FlowSchema defaults(FlowSchema given) {
    return given.with(
        draft ->
            draft.spec(
                s -> s.matchingPrecedence(unlessZero(given.spec().matchingPrecedence(), 1000))));
  }

  private static Object method(FlowSchema schema) {
    FlowDistinguisherMethod method = schema.spec().distinguisherMethod();
    return method == null ? "<none>" : method.type();
  }

  private static Object missing(FlowSchema schema) {
    return schema.status().conditions().stream()
        .filter(condition -> condition.type().equals("Dangling"))
        .map(FlowSchemaCondition::status)
        .findFirst()
        .orElse("?");
  }

  private static final List<Column<FlowSchema>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text(
              "PriorityLevel",
              "The level of its requests.",
              each -> each.spec().priorityLevelConfiguration().name()),
          Column.text(
              "MatchingPrecedence",
              "Which schema counts when several match.",
              each -> (long) each.spec().matchingPrecedence()),
          Column.text("DistinguisherMethod", "What makes a flow.", each -> method(each)),
          Column.age(),
          Column.text("MissingPL", "Whether the level is missing.", each -> missing(each)));
}
