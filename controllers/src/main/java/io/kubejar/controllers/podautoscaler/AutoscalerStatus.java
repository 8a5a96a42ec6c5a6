package io.kubejar.controllers.podautoscaler;

import io.kubejar.api.autoscaling.v2.HorizontalPodAutoscaler;
import io.kubejar.api.autoscaling.v2.HorizontalPodAutoscalerCondition;
import io.kubejar.api.autoscaling.v2.HorizontalPodAutoscalerStatus;
import io.kubejar.api.autoscaling.v2.MetricStatus;
import io.kubejar.api.value.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The next status of an autoscaler, gathered during one look at it.
final class AutoscalerStatus {
  private final Time now;
  private final List<HorizontalPodAutoscalerCondition> conditions;
  private HorizontalPodAutoscalerStatus status;

  AutoscalerStatus(HorizontalPodAutoscaler autoscaler, Instant now) {
    this.now = new Time(now);
    this.status = autoscaler.status();
    this.conditions = new ArrayList<>(status.conditions());
  }

  /// Sets a condition; its time changes only with its status.
  void condition(String type, String value, String reason, String message) {
    int place = 0;
    while (place < conditions.size() && !conditions.get(place).type().equals(type)) {
      place++;
    }
    Time since = now;
    if (place < conditions.size()) {
      HorizontalPodAutoscalerCondition old = conditions.remove(place);
      Time known = old.lastTransitionTime();
      since = old.status().equals(value) && known != null ? known : now;
    }
    conditions.add(
        place,
        HorizontalPodAutoscalerCondition.builder()
            .type(type)
            .status(value)
            .reason(reason)
            .message(message)
            .lastTransitionTime(since)
            .build());
  }

  void current(int replicas) {
    status = status.with(s -> s.currentReplicas(replicas));
  }

  void desired(int replicas) {
    status = status.with(s -> s.desiredReplicas(replicas));
  }

  /// Notes how many metrics were asked for; those that have no value are empty.
  void metrics(int count) {
    status =
        status.with(
            s -> s.currentMetrics(Collections.nCopies(count, MetricStatus.builder().build())));
  }

  /// Notes that the target was given another size.
  void scaled() {
    status = status.with(s -> s.lastScaleTime(now));
  }

  HorizontalPodAutoscalerStatus done() {
    return status.with(s -> s.conditions(conditions));
  }
}
