package io.kubejar.controllers.runtime;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCondition;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.value.Time;
import io.kubejar.client.Key;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The moments of the changes that services' endpoints follow, for the annotation
/// `endpoints.kubernetes.io/last-change-trigger-time`.
public final class TriggerTimes {
  /// The annotation's name.
  public static final String ANNOTATION = "endpoints.kubernetes.io/last-change-trigger-time";

  private final Map<Key, Known> byService = new ConcurrentHashMap<>();

  private record Known(Time service, Map<String, Time> pods) {}

  /// The earliest change of the service or its pods since the last call; null when there is none.
  public @Nullable Time since(Service service, Collection<Pod> pods) {
    Key key = Key.of(service);
    Known known = byService.getOrDefault(key, new Known(Time.ZERO, Map.of()));
    Map<String, Time> times = new HashMap<>();
    Time earliest = null;
    for (Pod pod : pods) {
      PodCondition ready = Pods.condition(pod, "Ready");
      Time time = ready == null ? null : ready.lastTransitionTime();
      if (time == null) {
        continue;
      }
      String name = pod.metadata().name();
      times.put(name, time);
      if (time.compareTo(known.pods().getOrDefault(name, Time.ZERO)) > 0) {
        earliest = earlier(earliest, time);
      }
    }
    Time created = service.metadata().creationTimestamp();
    if (created == null) {
      created = known.service();
    }
    if (created.compareTo(known.service()) > 0) {
      earliest = earlier(earliest, created);
    }
    byService.put(key, new Known(created, times));
    return earliest;
  }

  private static Time earlier(@Nullable Time one, Time other) {
    return one == null || other.compareTo(one) < 0 ? other : one;
  }

  /// Forgets a service.
  public void forget(Key service) {
    byService.remove(service);
  }

  /// Annotations with the moment set, or without it when there is none.
  public static Map<String, String> annotate(Map<String, String> annotations, @Nullable Time time) {
    Map<String, String> changed = new HashMap<>(annotations);
    if (time == null) {
      changed.remove(ANNOTATION);
    } else {
      changed.put(ANNOTATION, time.toString());
    }
    return changed;
  }
}
