package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;
import java.util.function.Function;

/// The `componentstatuses` resource: names and rules of [ComponentStatus].
public final class ComponentStatusKind implements Kind<ComponentStatus> {
  public static final ComponentStatusKind COMPONENT_STATUS = new ComponentStatusKind();

  private static final Names NAMES =
      Names.of("", "v1", "ComponentStatus", "componentstatuses")
          .shortNames("cs")
          .verbs("get", "list")
          .build();

  private ComponentStatusKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<ComponentStatus> codec() {
    return ComponentStatusCodec.INSTANCE;
  }

  private static Object part(ComponentStatus status, Function<ComponentCondition, String> part) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals("Healthy"))
        .map(part)
        .findFirst()
        .orElse("");
  }

  private static String health(ComponentCondition condition) {
    return condition.status().equals("True") ? "Healthy" : "Unhealthy";
  }

  private static Object status(ComponentStatus status) {
    Object health = part(status, ComponentStatusKind::health);
    return health.equals("") ? "Unknown" : health;
  }

  @Override
  public List<Column<ComponentStatus>> columns() {
    return COLUMNS;
  }

  private static final List<Column<ComponentStatus>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("Status", "Whether it works.", each -> status(each)),
          Column.text("Message", "What it says.", each -> part(each, ComponentCondition::message)),
          Column.text("Error", "What is wrong.", each -> part(each, ComponentCondition::error)));
}
