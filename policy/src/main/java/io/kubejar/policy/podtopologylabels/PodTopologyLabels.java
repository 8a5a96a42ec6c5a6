package io.kubejar.policy.podtopologylabels;

import io.kubejar.api.core.v1.Binding;
import io.kubejar.api.core.v1.BindingCodec;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.Sent;
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
    Pod pod = Admitted.newPod(admission);
    if (pod == null || pod.spec().nodeName().isEmpty()) {
      return admission.object();
    }
    Map<String, String> labels = withNode(pod.metadata().labels(), pod.spec().nodeName());
    return labels.equals(pod.metadata().labels())
        ? admission.object()
        : Admitted.changed(admission, pod.with(it -> it.metadata(meta -> meta.labels(labels))));
  }

  /// A binding takes the labels along to the pod.
  @Override
  public <T extends ApiObject> @Nullable Sent<?> admitSent(Admission<T> admission) {
    if (admission.operation() != Operation.CREATE
        || admission.kind() != PodKind.POD
        || !(admission.body() instanceof Binding binding)
        || !binding.target().kind().equals("Node")) {
      return admission.sent();
    }
    ObjectMeta metadata = binding.metadata();
    Map<String, String> labels = withNode(metadata.labels(), binding.target().name());
    return labels.equals(metadata.labels())
        ? admission.sent()
        : Sent.of(
            BindingCodec.INSTANCE,
            new Binding(metadata.toBuilder().labels(labels).build(), binding.target()));
  }

  private Map<String, String> withNode(Map<String, String> given, String name) {
    Node node = view.get(NodeKind.NODE, "", name);
    if (node == null) {
      return given;
    }
    Map<String, String> labels = new HashMap<>(given);
    for (String label : LABELS) {
      String value = node.metadata().labels().get(label);
      if (value != null) {
        labels.put(label, value);
      }
    }
    return labels;
  }
}
