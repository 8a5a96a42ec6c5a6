package io.kubejar.server.special;

import io.kubejar.api.core.v1.ComponentCondition;
import io.kubejar.api.core.v1.ComponentStatus;
import io.kubejar.api.core.v1.ComponentStatusKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.VirtualResource;
import io.kubejar.server.spi.Failures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `componentstatuses`: whether the parts of the control plane are well.
public final class ComponentStatuses implements VirtualResource<ComponentStatus> {
  private final Map<String, Supplier<@Nullable String>> components;

  /// The statuses of components, each with what tells what is wrong with it, or null.
  public ComponentStatuses(Map<String, Supplier<@Nullable String>> components) {
    this.components = new LinkedHashMap<>(components);
  }

  @Override
  public Kind<ComponentStatus> kind() {
    return ComponentStatusKind.COMPONENT_STATUS;
  }

  @Override
  public ComponentStatus get(ResourceRequest request) throws ApiException {
    var component = components.get(request.name());
    if (component == null) {
      throw Failures.notFound("", "componentstatuses", request.name());
    }
    return status(request.name(), component);
  }

  @Override
  public List<ComponentStatus> list(ResourceRequest request) {
    return components.entrySet().stream()
        .map(component -> status(component.getKey(), component.getValue()))
        .toList();
  }

  private static ComponentStatus status(String name, Supplier<@Nullable String> component) {
    String flaw = component.get();
    var condition =
        flaw == null
            ? new ComponentCondition("Healthy", "True", "ok", "")
            : new ComponentCondition("Healthy", "False", "", flaw);
    return ComponentStatus.builder().metadata(it -> it.name(name)).conditions(condition).build();
  }
}
