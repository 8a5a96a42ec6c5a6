package io.kubejar.scheduler.plugins.defaultbinder;

import io.kubejar.api.core.v1.Binding;
import io.kubejar.api.core.v1.BindingCodec;
import io.kubejar.api.core.v1.ObjectReference;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.client.Client;
import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.framework.SchedulingPlugin;
import io.kubejar.scheduler.framework.Verdict;
import io.kubejar.scheduler.snapshot.NodeInfo;

/// Tells the API which node a pod goes to.
public final class DefaultBinder implements SchedulingPlugin.Bind {
  private final Client client;

  public DefaultBinder(Client client) {
    this.client = client;
  }

  @Override
  public String name() {
    return "DefaultBinder";
  }

  @Override
  public Verdict bind(Cycle cycle, NodeInfo node) {
    ObjectMeta pod = cycle.pod().metadata();
    Binding binding =
        Binding.builder()
            .metadata(m -> m.namespace(pod.namespace()).name(pod.name()).uid(pod.uid()))
            .target(ObjectReference.builder().kind("Node").name(node.name()).build())
            .build();
    try {
      client
          .resources(PodKind.POD, pod.namespace())
          .createBelow(pod.name(), "binding", binding, BindingCodec.INSTANCE);
      return Verdict.OK;
    } catch (ApiException e) {
      return Verdict.unschedulable(String.valueOf(e.getMessage()));
    }
  }
}
