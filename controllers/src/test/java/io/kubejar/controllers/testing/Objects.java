package io.kubejar.controllers.testing;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCondition;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.value.Time;
import java.util.Map;

/// Small objects that tests start from, all in the namespace `default`.
public final class Objects {
  public static final String NAMESPACE = "default";

  private Objects() {}

  public static LabelSelector selector(String app) {
    return LabelSelector.builder().matchLabels(Map.of("app", app)).build();
  }

  public static PodTemplateSpec template(String app, String image) {
    return PodTemplateSpec.builder()
        .metadata(m -> m.labels(Map.of("app", app)))
        .spec(s -> s.containers(Container.builder().name("c").image(image).build()))
        .build();
  }

  public static Pod pod(String name, String app) {
    return Pod.builder()
        .metadata(m -> m.namespace(NAMESPACE).name(name).labels(Map.of("app", app)))
        .spec(s -> s.containers(Container.builder().name("c").image("x:1").build()))
        .status(s -> s.phase("Pending"))
        .build();
  }

  /// Does what a scheduler and a kubelet would: the pod has a node, runs and is ready.
  public static void run(TestCluster cluster, String pod) {
    Time now = new Time(cluster.clock().instant());
    cluster
        .api()
        .change(
            PodKind.POD,
            NAMESPACE,
            pod,
            p ->
                p.with(
                    b ->
                        b.spec(
                                s ->
                                    s.nodeName(
                                        p.spec().nodeName().isEmpty() ? "n1" : p.spec().nodeName()))
                            .status(
                                s ->
                                    s.phase("Running")
                                        .conditions(
                                            PodCondition.builder()
                                                .type("Ready")
                                                .status("True")
                                                .lastTransitionTime(now)
                                                .build()))));
  }

  /// Lets all pods that are neither running nor finished run.
  public static void runAll(TestCluster cluster) {
    for (Pod pod : cluster.api().all(PodKind.POD)) {
      if (pod.status().phase().isEmpty() || pod.status().phase().equals("Pending")) {
        run(cluster, pod.metadata().name());
      }
    }
  }

  /// Ends a pod with a phase.
  public static void finish(TestCluster cluster, String pod, String phase) {
    cluster
        .api()
        .change(
            PodKind.POD,
            NAMESPACE,
            pod,
            p -> p.with(b -> b.status(s -> s.phase(phase).conditions())));
  }

  /// Confirms, as kubelets do, that pods marked for deletion have stopped.
  public static void stopTerminating(TestCluster cluster) {
    for (Pod pod : cluster.api().all(PodKind.POD)) {
      if (pod.metadata().deletionTimestamp() != null && pod.metadata().finalizers().isEmpty()) {
        cluster.api().remove(PodKind.POD, NAMESPACE, pod.metadata().name());
      }
    }
  }
}
