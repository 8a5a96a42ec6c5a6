package io.kubejar.policy.podtopologylabels;

import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the zone and the region of a pod's node into the pod when it gets one, for the pod's own
/// containers to read.
public final class PodTopologyLabels implements AdmissionPlugin {
  private static final List<String> LABELS =
      List.of("topology.kubernetes.io/region", "topology.kubernetes.io/zone");

  private final ClusterView view;

  public PodTopologyLabels(ClusterView view) {
    this.view = view;
  }

  @Override
  public String name() {
    return "PodTopologyLabels";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    boolean bound =
        admission.operation() == Operation.UPDATE && admission.subresource().equals("binding");
    if (!(bound || Admitted.isOn(admission, Operation.CREATE))
        || !(admission.object() instanceof Pod pod)
        || pod.spec().nodeName().isEmpty()) {
      return admission.object();
    }
    Node node = view.get(NodeKind.NODE, "", pod.spec().nodeName());
    if (node == null) {
      return admission.object();
    }
    Map<String, String> labels = new HashMap<>(pod.metadata().labels());
    for (String label : LABELS) {
      String value = node.metadata().labels().get(label);
      if (value != null) {
        labels.put(label, value);
      }
    }
    return labels.equals(pod.metadata().labels())
        ? admission.object()
        : Admitted.changed(admission, pod.with(it -> it.metadata(meta -> meta.labels(labels))));
  }
}
