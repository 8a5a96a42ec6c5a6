package io.kubejar.node.agent.event;

import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.EventRecorder.Type;

/// Tells users what the node does with pods.
public final class PodEvents {
  private final EventRecorder recorder;

  public PodEvents(EventRecorder recorder) {
    this.recorder = recorder;
  }

  public void normal(Pod pod, String reason, String message) {
    recorder.event(PodKind.POD, pod, "", Type.NORMAL, reason, message);
  }

  public void warning(Pod pod, String reason, String message) {
    recorder.event(PodKind.POD, pod, "", Type.WARNING, reason, message);
  }

  /// An event about one container.
  public void container(Pod pod, String container, Type type, String reason, String message) {
    recorder.event(PodKind.POD, pod, fieldPath(pod, container), type, reason, message);
  }

  public void node(Node node, Type type, String reason, String message) {
    recorder.event(NodeKind.NODE, node, "", type, reason, message);
  }

  private static String fieldPath(Pod pod, String container) {
    String list = "containers";
    if (pod.spec().initContainers().stream().anyMatch(c -> c.name().equals(container))) {
      list = "initContainers";
    } else if (pod.spec().ephemeralContainers().stream()
        .anyMatch(c -> c.name().equals(container))) {
      list = "ephemeralContainers";
    }
    return "spec." + list + "{" + container + "}";
  }
}
