package io.kubejar.node.agent.status;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCondition;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.PodStatus;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.Preconditions;
import io.kubejar.client.Client;
import io.kubejar.client.Resources;
import io.kubejar.client.WorkQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells the API server the newest status of each pod, and removes the objects of pods that have
/// ended. Only the newest of several statuses is sent; what fails is sent again later.
public final class StatusWriter implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.kubejar.node");
  private static final int ATTEMPTS = 5;

  private final Client client;
  private final WorkQueue<String> queue = new WorkQueue<>();
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final Thread thread;

  /// @param pod the object as it was last read or written
  /// @param status what it should say
  /// @param remove whether the object is to be removed after that
  private record Entry(Pod pod, @Nullable PodStatus status, boolean remove) {}

  public StatusWriter(Client client, String name) {
    this.client = client;
    this.thread = Thread.ofVirtual().name("pod-status-" + name).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /// Sees to it that the pod's object shows the status.
  public void report(Pod pod, PodStatus status) {
    entries.compute(
        pod.metadata().uid(),
        (_, old) -> new Entry(newer(old, pod), status, old != null && old.remove()));
    queue.add(pod.metadata().uid());
  }

  /// Sees to it that the pod's object is removed, once it shows the status last reported.
  public void finish(Pod pod) {
    entries.compute(
        pod.metadata().uid(),
        (_, old) -> new Entry(newer(old, pod), old == null ? null : old.status(), true));
    queue.add(pod.metadata().uid());
  }

  /// Forgets a pod whose object is gone.
  public void forget(String uid) {
    entries.remove(uid);
    queue.forget(uid);
  }

  private static Pod newer(@Nullable Entry old, Pod pod) {
    if (old == null) {
      return pod;
    }
    return revision(old.pod()) > revision(pod) ? old.pod() : pod;
  }

  private static long revision(Pod pod) {
    try {
      return Long.parseLong(pod.metadata().resourceVersion());
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private void run() {
    try {
      for (String uid = queue.take(); uid != null; uid = queue.take()) {
        try {
          Entry entry = entries.get(uid);
          if (entry != null) {
            write(uid, entry);
          }
          queue.forget(uid);
        } catch (RuntimeException e) {
          LOG.log(Level.DEBUG, "status of pod {0}: {1}", uid, e.getMessage());
          queue.addRateLimited(uid);
        } finally {
          queue.done(uid);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(String uid, Entry entry) {
    Resources<Pod> pods = client.resources(PodKind.POD, entry.pod().metadata().namespace());
    Pod current = entry.pod();
    try {
      if (entry.status() != null) {
        current = write(pods, current, entry.status());
      }
      if (current.metadata().uid().equals(uid)) {
        Pod written = current;
        entries.computeIfPresent(
            uid, (_, now) -> new Entry(newer(now, written), now.status(), now.remove()));
        if (entry.remove()) {
          remove(pods, current);
        }
      } else {
        entries.remove(uid);
      }
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        throw e;
      }
      entries.remove(uid);
    }
  }

  private static Pod write(Resources<Pod> pods, Pod known, PodStatus status) {
    Pod current = known;
    for (int i = 1; ; i++) {
      PodStatus merged = merge(current.status(), status);
      if (merged.equals(current.status())) {
        return current;
      }
      try {
        return pods.updateStatus(current.with(b -> b.status(merged)));
      } catch (ApiException e) {
        if (!e.isConflict() || i == ATTEMPTS) {
          throw e;
        }
        current = pods.get(known.metadata().name());
        if (!current.metadata().uid().equals(known.metadata().uid())) {
          return current;
        }
      }
    }
  }

  private static void remove(Resources<Pod> pods, Pod pod) {
    try {
      pods.delete(
          pod.metadata().name(),
          DeleteOptions.builder()
              .gracePeriodSeconds(0L)
              .preconditions(Preconditions.builder().uid(pod.metadata().uid()).build())
              .build());
    } catch (ApiException e) {
      // With a conflict the name belongs to another pod by now.
      if (!e.isNotFound() && !e.isConflict()) {
        throw e;
      }
    }
  }

  /// Our part of the status over what others wrote meanwhile.
  private static PodStatus merge(PodStatus current, PodStatus ours) {
    Set<String> known =
        ours.conditions().stream().map(PodCondition::type).collect(Collectors.toSet());
    List<PodCondition> conditions = new ArrayList<>();
    for (PodCondition condition : ours.conditions()) {
      conditions.add(PodConditions.isOwn(condition.type()) ? condition : other(current, condition));
    }
    for (PodCondition condition : current.conditions()) {
      if (!known.contains(condition.type())) {
        conditions.add(condition);
      }
    }
    return ours.toBuilder()
        .conditions(conditions)
        .nominatedNodeName(current.nominatedNodeName())
        .qosClass(current.qosClass())
        .resize(current.resize())
        .resourceClaimStatuses(current.resourceClaimStatuses())
        .build();
  }

  private static PodCondition other(PodStatus current, PodCondition fallback) {
    return current.conditions().stream()
        .filter(c -> c.type().equals(fallback.type()))
        .findFirst()
        .orElse(fallback);
  }

  /// Sends what is pending no longer.
  @Override
  public void close() {
    queue.close();
    thread.interrupt();
    try {
      thread.join(java.time.Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
