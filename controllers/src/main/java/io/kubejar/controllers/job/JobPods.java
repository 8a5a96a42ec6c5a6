package io.kubejar.controllers.job;

import io.kubejar.api.batch.v1.Job;
import io.kubejar.api.batch.v1.JobKind;
import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ContainerStatus;
import io.kubejar.api.core.v1.EnvVar;
import io.kubejar.api.core.v1.EnvVarSource;
import io.kubejar.api.core.v1.ObjectFieldSelector;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.value.Time;
import io.kubejar.controllers.runtime.PodControl;
import io.kubejar.controllers.runtime.Pods;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a job's pods look like, and what they tell. Pure functions.
final class JobPods {
  static final String FINALIZER = "batch.kubernetes.io/job-tracking";
  static final String INDEX = "batch.kubernetes.io/job-completion-index";
  static final String FAILURES = "batch.kubernetes.io/job-index-failure-count";
  private static final String VARIABLE = "JOB_COMPLETION_INDEX";

  private JobPods() {}

  static boolean isIndexed(Job job) {
    return "Indexed".equals(job.spec().completionMode());
  }

  /// A pod of a job without indexes.
  static Pod plain(Job job) {
    Pod pod = PodControl.fromTemplate(JobKind.JOB, job, job.spec().template());
    return pod.with(b -> b.metadata(m -> m.finalizers(tracked(pod.metadata().finalizers()))));
  }

  /// A pod for an index, which has failed some times before.
  static Pod indexed(Job job, int index, int failures) {
    Pod pod = plain(job);
    String number = Integer.toString(index);
    Map<String, String> labels = new TreeMap<>(pod.metadata().labels());
    labels.put(INDEX, number);
    Map<String, String> annotations = new TreeMap<>(pod.metadata().annotations());
    annotations.put(INDEX, number);
    if (job.spec().backoffLimitPerIndex() != null) {
      annotations.put(FAILURES, Integer.toString(failures));
    }
    String name = job.metadata().name() + "-" + number;
    return pod.with(
        b ->
            b.metadata(m -> m.generateName(name + "-").labels(labels).annotations(annotations))
                .spec(
                    s ->
                        s.hostname(name)
                            .initContainers(numbered(pod.spec().initContainers()))
                            .containers(numbered(pod.spec().containers()))));
  }

  private static List<String> tracked(List<String> finalizers) {
    List<String> all = new ArrayList<>(finalizers);
    all.add(FINALIZER);
    return all;
  }

  private static List<Container> numbered(List<Container> containers) {
    List<Container> result = new ArrayList<>(containers.size());
    for (Container container : containers) {
      if (container.env().stream().anyMatch(v -> v.name().equals(VARIABLE))) {
        result.add(container);
        continue;
      }
      List<EnvVar> variables = new ArrayList<>(container.env());
      variables.add(
          EnvVar.builder()
              .name(VARIABLE)
              .valueFrom(
                  EnvVarSource.builder()
                      .fieldRef(
                          ObjectFieldSelector.builder()
                              .apiVersion("v1")
                              .fieldPath("metadata.labels['" + INDEX + "']")
                              .build())
                      .build())
              .build());
      result.add(container.with(c -> c.env(variables)));
    }
    return result;
  }

  static boolean isTracked(Pod pod) {
    return pod.metadata().finalizers().contains(FINALIZER);
  }

  /// The pod's index, or -1.
  static int index(Pod pod) {
    return number(pod, INDEX, -1);
  }

  /// How often the pod's index had failed before the pod was made.
  static int failures(Pod pod) {
    return number(pod, FAILURES, 0);
  }

  private static int number(Pod pod, String annotation, int otherwise) {
    String text = pod.metadata().annotations().get(annotation);
    try {
      return text == null ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  static int restarts(Pod pod) {
    int restarts = 0;
    for (ContainerStatus status : pod.status().initContainerStatuses()) {
      restarts += status.restartCount();
    }
    for (ContainerStatus status : pod.status().containerStatuses()) {
      restarts += status.restartCount();
    }
    return restarts;
  }

  /// When a finished pod's last container ended, as far as is known.
  static Instant finishedAt(Pod pod, Instant otherwise) {
    Instant latest = null;
    for (ContainerStatus status : pod.status().containerStatuses()) {
      var terminated = status.state().terminated();
      Time end = terminated == null ? null : terminated.finishedAt();
      if (end != null && (latest == null || end.instant().isAfter(latest))) {
        latest = end.instant();
      }
    }
    if (latest != null) {
      return latest;
    }
    Time marked = pod.metadata().deletionTimestamp();
    if (marked != null) {
      return marked.instant();
    }
    var ready = Pods.condition(pod, "Ready");
    if (ready != null && ready.lastTransitionTime() != null) {
      return ready.lastTransitionTime().instant();
    }
    Time created = pod.metadata().creationTimestamp();
    return created == null ? otherwise : created.instant();
  }
}
