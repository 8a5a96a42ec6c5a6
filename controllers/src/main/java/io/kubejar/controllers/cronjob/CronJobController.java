package io.kubejar.controllers.cronjob;

import io.kubejar.api.batch.v1.CronJob;
import io.kubejar.api.batch.v1.CronJobKind;
import io.kubejar.api.batch.v1.CronJobStatus;
import io.kubejar.api.batch.v1.Job;
import io.kubejar.api.batch.v1.JobCondition;
import io.kubejar.api.batch.v1.JobKind;
import io.kubejar.api.core.v1.ObjectReference;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.value.Time;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.Owners;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Keeps cron jobs.
public final class CronJobController implements Controller {
  private static final String NAME = "cronjob-controller";
  private static final String SCHEDULED = "batch.kubernetes.io/cronjob-scheduled-timestamp";
  private static final int WORKERS = 5;
  private static final Duration MARGIN = Duration.ofMillis(100);

  private final Client client;
  private final EventRecorder events;
  private final InstantSource clock;
  private final Lister<CronJob> crons;
  private final Lister<Job> jobs;
  private final ReconcileLoop<Key> loop;

  public CronJobController(ControllerContext context) {
    this.client = context.client();
    this.events = context.events(NAME);
    this.clock = context.clock();
    Informer<CronJob> cronInformer = context.informers().of(CronJobKind.CRON_JOB);
    Informer<Job> jobInformer = Owners.index(context.informers().of(JobKind.JOB));
    this.crons = cronInformer.lister();
    this.jobs = jobInformer.lister();
    this.loop =
        ReconcileLoop.of(
            NAME, WORKERS, context, List.of(cronInformer, jobInformer), this::reconcile);
    cronInformer.addHandler(Changes.of(cron -> loop.queue().add(Key.of(cron))));
    jobInformer.addHandler(Changes.of(this::changedJob));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void close() {
    loop.close();
  }

  /// The loop, for tests that turn it by hand.
  public ReconcileLoop<Key> loop() {
    return loop;
  }

  private void changedJob(Job job) {
    CronJob cron =
        Owners.resolve(
            crons, CronJobKind.CRON_JOB, job.metadata().namespace(), Owners.controllerOf(job));
    if (cron != null) {
      loop.queue().add(Key.of(cron));
    }
  }

  private Reconciled reconcile(Key key) {
    CronJob known = crons.get(key);
    if (known == null) {
      return Reconciled.done();
    }
    CronJob cron = known;
    List<Job> owned = Owners.controlledBy(jobs, cron);
    if (owned.stream().anyMatch(job -> end(job) == null && !isListed(known, job))) {
      // The job may be one that was just made, and the informer late.
      cron = client.resources(CronJobKind.CRON_JOB, key.namespace()).find(key.name()).orElse(known);
    }
    cleanUp(cron, owned);
    cron = writeStatus(cron, observed(cron, owned));
    if (cron.metadata().deletionTimestamp() != null || Boolean.TRUE.equals(cron.spec().suspend())) {
      return Reconciled.done();
    }
    ZoneId zone = zone(cron);
    if (zone == null) {
      return Reconciled.done();
    }
    Schedule schedule;
    try {
      schedule = Schedule.parse(cron.spec().schedule(), zone);
    } catch (IllegalArgumentException e) {
      warn(
          cron,
          "UnparseableSchedule",
          "unparseable schedule: \"" + cron.spec().schedule() + "\" : " + e.getMessage());
      return Reconciled.done();
    }
    CronPlan plan = CronPlan.of(cron, schedule, clock.instant());
    if (plan.tooMany()) {
      warn(
          cron,
          "TooManyMissedTimes",
          "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check"
              + " clock skew");
    }
    Instant due = plan.due();
    if (due != null && plan.tooLate()) {
      warn(
          cron,
          "MissSchedule",
          "Missed scheduled time to start a job: "
              + DateTimeFormatter.RFC_1123_DATE_TIME.format(due.atOffset(ZoneOffset.UTC)));
    } else if (due != null) {
      act(cron, due, zone, owned);
    }
    Duration wait = plan.untilNext();
    return Reconciled.after(wait == null ? null : wait.plus(MARGIN));
  }

  private @Nullable ZoneId zone(CronJob cron) {
    String name = cron.spec().timeZone();
    try {
      return name == null ? ZoneId.systemDefault() : ZoneId.of(name);
    } catch (DateTimeException e) {
      warn(
          cron, "UnknownTimeZone", "invalid timeZone: \"" + name + "\": unknown time zone " + name);
      return null;
    }
  }

  private void act(CronJob cron, Instant due, ZoneId zone, List<Job> owned) {
    boolean busy = !cron.status().active().isEmpty();
    switch (cron.spec().concurrencyPolicy()) {
      case "Forbid" -> {
        if (busy) {
          events.normal(
              CronJobKind.CRON_JOB,
              cron,
              "JobAlreadyActive",
              "Not starting job because prior execution is running and concurrency policy is"
                  + " Forbid");
          return;
        }
        start(cron, due, zone);
      }
      case "Replace" -> {
        for (Job job : owned) {
          if (end(job) == null) {
            delete(cron, job);
          }
        }
        start(cron.with(b -> b.status(s -> s.active())), due, zone);
      }
      default -> start(cron, due, zone);
    }
  }

  private void start(CronJob cron, Instant due, ZoneId zone) {
    String name = cron.metadata().name() + "-" + due.getEpochSecond() / 60;
    var template = cron.spec().jobTemplate();
    Map<String, String> annotations = new TreeMap<>(template.metadata().annotations());
    annotations.put(SCHEDULED, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(due.atZone(zone)));
    Job draft =
        Job.builder()
            .metadata(
                m ->
                    m.name(name)
                        .namespace(cron.metadata().namespace())
                        .labels(template.metadata().labels())
                        .annotations(annotations)
                        .ownerReferences(Owners.reference(CronJobKind.CRON_JOB, cron)))
            .spec(template.spec())
            .build();
    Job made;
    var resources = client.resources(JobKind.JOB, cron.metadata().namespace());
    try {
      made = resources.create(draft);
      events.normal(CronJobKind.CRON_JOB, cron, "SuccessfulCreate", "Created job " + name);
    } catch (ApiException e) {
      if (!e.isAlreadyExists()) {
        warn(cron, "FailedCreate", "Error creating job: " + e.getMessage());
        throw e;
      }
      made = resources.get(name);
      if (!Owners.isControlledBy(made, cron)) {
        warn(cron, "FailedCreate", "Error creating job: " + e.getMessage());
        return;
      }
    }
    List<ObjectReference> active = new ArrayList<>(cron.status().active());
    ObjectReference reference = reference(made);
    if (end(made) == null && active.stream().noneMatch(r -> r.uid().equals(reference.uid()))) {
      active.add(reference);
    }
    Time time = new Time(due);
    writeStatus(cron, cron.status().with(s -> s.active(active).lastScheduleTime(time)));
  }

  private static ObjectReference reference(Job job) {
    return ObjectReference.builder()
        .apiVersion(JobKind.JOB.names().apiVersion())
        .kind("Job")
        .namespace(job.metadata().namespace())
        .name(job.metadata().name())
        .uid(job.metadata().uid())
        .resourceVersion(job.metadata().resourceVersion())
        .build();
  }

  private static boolean isListed(CronJob cron, Job job) {
    return cron.status().active().stream().anyMatch(r -> r.uid().equals(job.metadata().uid()));
  }

  /// The status with jobs that ended or went taken out.
  private CronJobStatus observed(CronJob cron, List<Job> owned) {
    List<ObjectReference> active = new ArrayList<>();
    Time succeeded = cron.status().lastSuccessfulTime();
    for (ObjectReference reference : cron.status().active()) {
      Job job = find(owned, reference.uid());
      JobCondition end = job == null ? null : end(job);
      if (job == null) {
        if (isGone(cron, reference)) {
          warn(cron, "MissingJob", "Active job went missing: " + reference.name());
        } else {
          active.add(reference);
        }
      } else if (end == null) {
        active.add(reference);
      } else {
        events.normal(
            CronJobKind.CRON_JOB,
            cron,
            "SawCompletedJob",
            "Saw completed job: " + reference.name() + ", condition: " + end.type());
      }
    }
    for (Job job : owned) {
      Time completed = job.status().completionTime();
      JobCondition end = end(job);
      if (end != null
          && end.type().equals("Complete")
          && completed != null
          && (succeeded == null || completed.compareTo(succeeded) > 0)) {
        succeeded = completed;
      }
      if (end == null && !isListed(cron, job)) {
        warn(
            cron,
            "UnexpectedJob",
            "Saw a job that the controller did not create or forgot: " + job.metadata().name());
      }
    }
    Time latest = succeeded;
    return cron.status().with(s -> s.active(active).lastSuccessfulTime(latest));
  }

  private boolean isGone(CronJob cron, ObjectReference reference) {
    return client
        .resources(JobKind.JOB, cron.metadata().namespace())
        .find(reference.name())
        .filter(job -> job.metadata().uid().equals(reference.uid()))
        .isEmpty();
  }

  private static @Nullable Job find(List<Job> jobs, String uid) {
    for (Job job : jobs) {
      if (job.metadata().uid().equals(uid)) {
        return job;
      }
    }
    return null;
  }

  /// The condition by which a job has ended, or null.
  private static @Nullable JobCondition end(Job job) {
    for (JobCondition condition : job.status().conditions()) {
      if (condition.status().equals("True")
          && (condition.type().equals("Complete") || condition.type().equals("Failed"))) {
        return condition;
      }
    }
    return null;
  }

  private void cleanUp(CronJob cron, List<Job> owned) {
    Integer succeeded = cron.spec().successfulJobsHistoryLimit();
    Integer failed = cron.spec().failedJobsHistoryLimit();
    if (succeeded != null) {
      deleteOldest(cron, owned, "Complete", succeeded);
    }
    if (failed != null) {
      deleteOldest(cron, owned, "Failed", failed);
    }
  }

  private void deleteOldest(CronJob cron, List<Job> owned, String type, int limit) {
    List<Job> ended = new ArrayList<>();
    for (Job job : owned) {
      JobCondition end = end(job);
      if (end != null && end.type().equals(type) && job.metadata().deletionTimestamp() == null) {
        ended.add(job);
      }
    }
    ended.sort(
        Comparator.comparing(
                (Job job) -> job.status().startTime(),
                Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(job -> job.metadata().name()));
    ended.subList(0, Math.max(0, ended.size() - limit)).forEach(job -> delete(cron, job));
  }

  private void delete(CronJob cron, Job job) {
    String name = job.metadata().name();
    try {
      client
          .resources(JobKind.JOB, job.metadata().namespace())
          .delete(name, DeleteOptions.builder().propagationPolicy("Background").build());
      events.normal(CronJobKind.CRON_JOB, cron, "SuccessfulDelete", "Deleted job " + name);
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        warn(cron, "FailedDelete", "Deleted job: " + e.getMessage());
        throw e;
      }
    }
  }

  private CronJob writeStatus(CronJob cron, CronJobStatus status) {
    if (status.equals(cron.status())) {
      return cron;
    }
    return client
        .resources(CronJobKind.CRON_JOB, cron.metadata().namespace())
        .updateStatus(cron.with(b -> b.status(status)));
  }

  private void warn(CronJob cron, String reason, String message) {
    events.warning(CronJobKind.CRON_JOB, cron, reason, message);
  }
}
