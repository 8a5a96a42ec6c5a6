package io.kubejar.api.flowcontrol.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `flowcontrol.apiserver.k8s.io`, version `v1`.
public final class FlowcontrolV1Group {
  public static final List<Kind<?>> KINDS =
      List.of(
          FlowSchemaKind.FLOW_SCHEMA, PriorityLevelConfigurationKind.PRIORITY_LEVEL_CONFIGURATION);

  private FlowcontrolV1Group() {}
}
