package io.kubejar.policy.limitranger;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.LimitRange;
import io.kubejar.api.core.v1.LimitRangeItem;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.ResourceRequirements;
import io.kubejar.api.value.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The requests and limits that a limit range gives to containers without.
record ContainerDefaults(Map<String, Quantity> requests, Map<String, Quantity> limits) {
  private static final String ANNOTATION = "kubernetes.io/limit-ranger";

  static ContainerDefaults of(LimitRange range) {
    Map<String, Quantity> requests = new HashMap<>();
    Map<String, Quantity> limits = new HashMap<>();
    for (LimitRangeItem item : range.spec().limits()) {
      if (item.type().equals("Container")) {
        // What is not said follows from the rest: the limit is the most, the request the limit.
        Map<String, Quantity> limit = new HashMap<>(item.max());
        limit.putAll(item.defaultValue());
        Map<String, Quantity> request = new HashMap<>(item.min());
        request.putAll(limit);
        request.putAll(item.defaultRequest());
        requests.putAll(request);
        limits.putAll(limit);
      }
    }
    return new ContainerDefaults(requests, limits);
  }

  Pod apply(Pod pod) {
    if (requests.isEmpty() && limits.isEmpty()) {
      return pod;
    }
    var notes = new ArrayList<String>();
    List<Container> containers = complete(pod.spec().containers(), "container", notes);
    List<Container> init = complete(pod.spec().initContainers(), "init container", notes);
    if (notes.isEmpty()) {
      return pod;
    }
    Map<String, String> annotations = new HashMap<>(pod.metadata().annotations());
    annotations.put(ANNOTATION, "LimitRanger plugin set: " + String.join("; ", notes));
    return pod.with(
        it ->
            it.metadata(metadata -> metadata.annotations(annotations))
                .spec(spec -> spec.containers(containers).initContainers(init)));
  }

  private List<Container> complete(List<Container> containers, String what, List<String> notes) {
    var completed = new ArrayList<Container>(containers.size());
    for (Container container : containers) {
      ResourceRequirements given = container.resources();
      Map<String, Quantity> newRequests = missing(requests, given.requests());
      Map<String, Quantity> newLimits = missing(limits, given.limits());
      note(notes, newRequests, "request", what, container);
      note(notes, newLimits, "limit", what, container);
      if (newRequests.isEmpty() && newLimits.isEmpty()) {
        completed.add(container);
        continue;
      }
      newRequests.putAll(given.requests());
      newLimits.putAll(given.limits());
      completed.add(
          container.with(it -> it.resources(all -> all.requests(newRequests).limits(newLimits))));
    }
    return completed;
  }

  private static void note(
      List<String> notes,
      Map<String, Quantity> added,
      String which,
      String what,
      Container container) {
    if (!added.isEmpty()) {
      notes.add(
          "%s %s for %s %s".formatted(LimitRanger.keys(added), which, what, container.name()));
    }
  }

  private static Map<String, Quantity> missing(
      Map<String, Quantity> defaults, Map<String, Quantity> given) {
    Map<String, Quantity> missing = new TreeMap<>(defaults);
    missing.keySet().removeAll(given.keySet());
    return missing;
  }
}
