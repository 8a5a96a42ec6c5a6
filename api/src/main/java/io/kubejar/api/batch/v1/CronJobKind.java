package io.kubejar.api.batch.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.core.v1.PodDefaults;
import io.kubejar.api.core.v1.PodTemplateColumns;
import io.kubejar.api.core.v1.PodWarnings;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.api.kind.NameRule;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.value.Time;
import java.util.ArrayList;
import java.util.List;

/// The `cronjobs` resource: names and rules of [CronJob].
public final class CronJobKind implements Kind<CronJob> {
  public static final CronJobKind CRON_JOB = new CronJobKind();

  private static final Names NAMES =
      Names.of("batch", "v1", "CronJob", "cronjobs")
          .namespaced()
          .shortNames("cj")
          .categories("all")
          .stored("/registry/cronjobs/", "sd5LIXh4Fjs=")
          .subresource("status", "get", "patch", "update")
          .build();

  private CronJobKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<CronJob> codec() {
    return CronJobCodec.INSTANCE;
  }

  @Override
  public NameRule nameRule() {
    return (name, prefix) -> {
      List<String> wrong = new ArrayList<>(NameRule.SUBDOMAIN.check(name, prefix));
      if (name.length() > LONGEST_NAME) {
        wrong.add("must be no more than " + LONGEST_NAME + " characters");
      }
      return wrong;
    };
  }

  @Override
  public CronJob defaults(CronJob given) {
    CronJobSpec spec = given.spec();
    return given.with(
        draft ->
            draft.spec(
                s ->
                    s.concurrencyPolicy(orElse(spec.concurrencyPolicy(), "Allow"))
                        .suspend(orElse(spec.suspend(), Boolean.FALSE))
                        .successfulJobsHistoryLimit(orElse(spec.successfulJobsHistoryLimit(), 3))
                        .failedJobsHistoryLimit(orElse(spec.failedJobsHistoryLimit(), 1))
                        .jobTemplate(
                            t ->
                                t.spec(
                                    j ->
                                        j.template(
                                            PodDefaults.of(
                                                spec.jobTemplate().spec().template()))))));
  }

  @Override
  public void validate(CronJob object, FieldErrors errors) {
    CronJobValidation.check(object.spec(), errors);
  }

  private static Object lastSchedule(CronJob job) {
    Time last = job.status().lastScheduleTime();
    return last == null ? "<none>" : last;
  }

  private static final int LONGEST_NAME = 52;

  @Override
  public List<String> warnings(CronJob object) {
    return PodWarnings.of(
        object.spec().jobTemplate().spec().template(),
        Path.of("spec", "jobTemplate", "spec", "template"));
  }

  @Override
  public List<String> warningsOnUpdate(CronJob object, CronJob old) {
    return raisesGeneration(object, old) ? warnings(object) : List.of();
  }

  @Override
  public List<Column<CronJob>> columns() {
    return COLUMNS;
  }

  private static final List<Column<CronJob>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("Schedule", "When it runs.", each -> each.spec().schedule()),
          Column.text(
              "Timezone", "By which clock.", each -> orElse(each.spec().timeZone(), "<none>")),
          Column.yesNo(
              "Suspend",
              "Whether it is halted.",
              each -> Boolean.TRUE.equals(each.spec().suspend()) ? "True" : "False"),
          Column.integer("Active", "Jobs that run.", each -> (long) each.status().active().size()),
          Column.text("Last Schedule", "When it ran last.", each -> lastSchedule(each)),
          Column.age(),
          PodTemplateColumns.containers(each -> each.spec().jobTemplate().spec().template()),
          PodTemplateColumns.images(each -> each.spec().jobTemplate().spec().template()),
          Column.wide(
              "Selector",
              "Which pods belong to its jobs.",
              each -> LabelSelectors.text(each.spec().jobTemplate().spec().selector())));
}
