package io.kubejar.server;

import io.kubejar.api.flowcontrol.v1.FlowSchema;
import io.kubejar.api.flowcontrol.v1.FlowSchemaKind;
import io.kubejar.api.flowcontrol.v1.PriorityLevelConfiguration;
import io.kubejar.api.flowcontrol.v1.PriorityLevelConfigurationKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.server.fairness.FlowControl;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.Registry;
import io.kubejar.server.rest.ResourceTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What priority and fairness has to know of the server's objects.
record FlowObjects(Registries registries, ResourceTable table)
    implements FlowControl.Source, FlowControl.Load {

  @Override
  public long generation() {
    return registries.generation(FlowSchemaKind.FLOW_SCHEMA)
        + registries.generation(PriorityLevelConfigurationKind.PRIORITY_LEVEL_CONFIGURATION);
  }

  @Override
  public List<FlowSchema> schemas() {
    return registries.list(FlowSchemaKind.FLOW_SCHEMA, "");
  }

  @Override
  public List<PriorityLevelConfiguration> levels() {
    return registries.list(PriorityLevelConfigurationKind.PRIORITY_LEVEL_CONFIGURATION, "");
  }

  @Override
  public int objects(String group, String version, String resource) {
    Registry<?> registry = registry(group, version, resource);
    return registry == null ? 0 : registry.count();
  }

  @Override
  public int watches(String group, String version, String resource) {
    Registry<?> registry = registry(group, version, resource);
    return registry == null ? 0 : registry.watches();
  }

  private @Nullable Registry<?> registry(String group, String version, String resource) {
    Kind<?> kind = table.kind(group, version, resource);
    return kind == null || !registries.stores(kind) ? null : registries.of(kind);
  }
}
