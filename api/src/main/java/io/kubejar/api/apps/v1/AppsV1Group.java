package io.kubejar.api.apps.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `apps`, version `v1`.
public final class AppsV1Group {
  public static final List<Kind<?>> KINDS =
      List.of(
          ControllerRevisionKind.CONTROLLER_REVISION,
          DaemonSetKind.DAEMON_SET,
          DeploymentKind.DEPLOYMENT,
          ReplicaSetKind.REPLICA_SET,
          StatefulSetKind.STATEFUL_SET);

  private AppsV1Group() {}
}
