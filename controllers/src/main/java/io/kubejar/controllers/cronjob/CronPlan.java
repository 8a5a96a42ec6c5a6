package io.kubejar.controllers.cronjob;

import io.kubejar.api.batch.v1.CronJob;
import io.kubejar.api.value.Time;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which of a schedule's times is to be acted on, and when to look again. A pure function.
///
/// @param due the latest time that has passed and has had no job; null when there is none
/// @param tooLate whether that time is past its starting deadline
/// @param tooMany whether more than a hundred times were missed
/// @param untilNext how long until the next time
record CronPlan(
    @Nullable Instant due, boolean tooLate, boolean tooMany, @Nullable Duration untilNext) {
  private static final int MANY = 100;

  static CronPlan of(CronJob cron, Schedule schedule, Instant now) {
    Time last = cron.status().lastScheduleTime();
    Time created = cron.metadata().creationTimestamp();
    Instant from = last != null ? last.instant() : created == null ? now : created.instant();
    Long deadline = cron.spec().startingDeadlineSeconds();
    if (deadline != null && now.minusSeconds(deadline).isAfter(from)) {
      from = now.minusSeconds(deadline);
    }
    Instant due = null;
    int missed = 0;
    Instant next = schedule.next(from);
    while (next != null && !next.isAfter(now)) {
      due = next;
      missed++;
      next = missed > MANY ? skip(schedule, next, now) : schedule.next(next);
    }
    return new CronPlan(
        due,
        due != null && deadline != null && due.plusSeconds(deadline).isBefore(now),
        missed > MANY && deadline == null,
        next == null ? null : Duration.between(now, next));
  }

  /// Jumps over most of a long time without looking at each of its minutes.
  private static @Nullable Instant skip(Schedule schedule, Instant from, Instant now) {
    Instant next = schedule.next(from);
    if (next == null || next.isAfter(now)) {
      return next;
    }
    Duration step = Duration.between(from, next);
    long steps = Duration.between(next, now).dividedBy(step) / 2;
    Instant jumped = schedule.next(from.plus(step.multipliedBy(steps)));
    return jumped == null || jumped.isAfter(now) ? next : jumped;
  }
}
