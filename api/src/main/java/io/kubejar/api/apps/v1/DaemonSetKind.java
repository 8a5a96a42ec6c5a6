package io.kubejar.api.apps.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.core.v1.NumberOrPercent;
import io.kubejar.api.core.v1.PodDefaults;
import io.kubejar.api.core.v1.PodTemplateColumns;
import io.kubejar.api.core.v1.PodValidation;
import io.kubejar.api.core.v1.PodWarnings;
import io.kubejar.api.core.v1.SelectedTemplate;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.kind.StatusCounts;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.value.IntOrString;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The `daemonsets` resource: names and rules of [DaemonSet].
public final class DaemonSetKind implements Kind<DaemonSet> {
  public static final DaemonSetKind DAEMON_SET = new DaemonSetKind();

  private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";
  private static final Names NAMES =
      Names.of("apps", "v1", "DaemonSet", "daemonsets")
          .namespaced()
          .shortNames("ds")
          .categories("all")
          .stored("/registry/daemonsets/", "dd7pWHUlMKQ=")
          .subresource("status", "get", "patch", "update")
          .build();

  private DaemonSetKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<DaemonSet> codec() {
    return DaemonSetCodec.INSTANCE;
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.CHANGE;
  }

  @Override
  public DaemonSet defaults(DaemonSet object) {
    DaemonSet given =
        object.metadata().annotations().containsKey(TEMPLATE_GENERATION)
            ? object
            : withTemplateGeneration(object, 0);
    DaemonSetSpec spec = given.spec();
    DaemonSetUpdateStrategy strategy = spec.updateStrategy();
    String type = orElse(strategy.type(), "RollingUpdate");
    RollingUpdateDaemonSet rolling =
        orElse(strategy.rollingUpdate(), RollingUpdateDaemonSet.builder().build());
    return given.with(
        draft ->
            draft.spec(
                s -> {
                  s.template(PodDefaults.of(spec.template()))
                      .revisionHistoryLimit(orElse(spec.revisionHistoryLimit(), 10));
                  if (type.equals("RollingUpdate")) {
                    s.updateStrategy(
                        strategy.with(
                            u ->
                                u.type(type)
                                    .rollingUpdate(
                                        rolling.with(
                                            r ->
                                                r.maxUnavailable(
                                                        orElse(
                                                            rolling.maxUnavailable(),
                                                            IntOrString.of(1)))
                                                    .maxSurge(
                                                        orElse(
                                                            rolling.maxSurge(),
                                                            IntOrString.ZERO))))));
                  }
                }));
  }

  @Override
  public void validate(DaemonSet object, FieldErrors errors) {
    Path path = Path.of("spec");
    DaemonSetSpec spec = object.spec();
    SelectedTemplate.check(spec.selector(), spec.template(), "daemonset", path, errors);
    Path template = path.child("template");
    PodValidation.checkTemplate(spec.template(), template, errors);
    PodValidation.checkAlwaysRestarts(spec.template(), template, errors);
    if (spec.template().spec().activeDeadlineSeconds() != null) {
      errors.forbidden(
          template.child("spec").child("activeDeadlineSeconds"),
          "activeDeadlineSeconds in DaemonSet is not Supported");
    }
    errors.nonNegative(path.child("minReadySeconds"), spec.minReadySeconds());
    validate(spec.updateStrategy(), path.child("updateStrategy"), errors);
    errors.nonNegative(path.child("revisionHistoryLimit"), spec.revisionHistoryLimit());
  }

  private static void validate(DaemonSetUpdateStrategy strategy, Path path, FieldErrors errors) {
    switch (strategy.type()) {
      case "OnDelete" -> {}
      case "RollingUpdate" -> {
        RollingUpdateDaemonSet rolling = strategy.rollingUpdate();
        Path at = path.child("rollingUpdate");
        if (rolling == null) {
          errors.required(at);
          return;
        }
        IntOrString unavailable = orElse(rolling.maxUnavailable(), IntOrString.ZERO);
        IntOrString surge = orElse(rolling.maxSurge(), IntOrString.ZERO);
        NumberOrPercent.check(unavailable, at.child("maxUnavailable"), errors);
        NumberOrPercent.check(surge, at.child("maxSurge"), errors);
        NumberOrPercent.checkAtMostAll(unavailable, at.child("maxUnavailable"), errors);
        NumberOrPercent.checkAtMostAll(surge, at.child("maxSurge"), errors);
        boolean unavailableSet = NumberOrPercent.number(unavailable) != 0;
        boolean surgeSet = NumberOrPercent.number(surge) != 0;
        if (unavailableSet && surgeSet) {
          errors.invalid(
              at.child("maxSurge"), surge, "may not be set when maxUnavailable is non-zero");
        } else if (!unavailableSet && !surgeSet) {
          errors.required(at.child("maxUnavailable"), "cannot be 0 when maxSurge is 0");
        }
      }
      default ->
          errors.notSupported(
              path, FieldErrors.plain(strategy), List.of("RollingUpdate", "OnDelete"));
    }
  }

  @Override
  public void validateUpdate(DaemonSet object, DaemonSet old, FieldErrors errors) {
    validate(object, errors);
    SelectedTemplate.checkUnchanged(
        object.spec().selector(), old.spec().selector(), Path.of("spec", "selector"), errors);
  }

  @Override
  public void validateStatusUpdate(DaemonSet object, DaemonSet old, FieldErrors errors) {
    DaemonSetStatus status = object.status();
    new StatusCounts(Path.of("status"), errors)
        .notNegative("currentNumberScheduled", status.currentNumberScheduled())
        .notNegative("numberMisscheduled", status.numberMisscheduled())
        .notNegative("desiredNumberScheduled", status.desiredNumberScheduled())
        .notNegative("numberReady", status.numberReady())
        .notNegative("observedGeneration", status.observedGeneration())
        .notNegative("updatedNumberScheduled", status.updatedNumberScheduled())
        .notNegative("numberAvailable", status.numberAvailable())
        .notNegative("numberUnavailable", status.numberUnavailable())
        .notNegative("collisionCount", status.collisionCount())
        .neverLower("collisionCount", status.collisionCount(), old.status().collisionCount());
  }

  @Override
  public List<String> warnings(DaemonSet object) {
    return PodWarnings.of(object.spec().template(), Path.of("spec", "template"));
  }

  @Override
  public List<String> warningsOnUpdate(DaemonSet object, DaemonSet old) {
    return raisesGeneration(object, old) ? warnings(object) : List.of();
  }

  @Override
  public DaemonSet prepareCreate(DaemonSet object) {
    return withTemplateGeneration(
        codec().withStatusOf(object, codec().zero()), Math.max(1, templateGeneration(object)));
  }

  @Override
  public DaemonSet prepareUpdate(DaemonSet object, DaemonSet old) {
    long generation = templateGeneration(old);
    boolean changed = !object.spec().template().equals(old.spec().template());
    return withTemplateGeneration(
        codec().withStatusOf(object, old), changed ? generation + 1 : generation);
  }

  @Override
  public DaemonSet prepareStatusUpdate(DaemonSet object, DaemonSet old) {
    return withTemplateGeneration(
        withMetadata(codec().withStatusOf(old, object), object.metadata()),
        templateGeneration(old));
  }

  /// The number of the template's state, which the first API of daemon sets had as a member.
  private static long templateGeneration(DaemonSet object) {
    String text = object.metadata().annotations().get(TEMPLATE_GENERATION);
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static DaemonSet withTemplateGeneration(DaemonSet object, long generation) {
    Map<String, String> annotations = new TreeMap<>(object.metadata().annotations());
    annotations.put(TEMPLATE_GENERATION, Long.toString(generation));
    return object.with(draft -> draft.metadata(m -> m.annotations(annotations)));
  }

  /// The number of the template's state belongs to the form of the version.
  @Override
  public ObjectMeta shownMetadata(DaemonSet object) {
    Map<String, String> annotations = new TreeMap<>(object.metadata().annotations());
    annotations.remove(TEMPLATE_GENERATION);
    return object.metadata().toBuilder().annotations(annotations).build();
  }

  @Override
  public List<Column<DaemonSet>> columns() {
    return COLUMNS;
  }

  private static final List<Column<DaemonSet>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.integer(
              "Desired",
              "Nodes that should run a pod.",
              each -> (long) each.status().desiredNumberScheduled()),
          Column.integer(
              "Current",
              "Nodes that run a pod.",
              each -> (long) each.status().currentNumberScheduled()),
          Column.integer(
              "Ready",
              "Nodes with a pod that is ready.",
              each -> (long) each.status().numberReady()),
          Column.integer(
              "Up-to-date",
              "Nodes with a pod from the newest template.",
              each -> (long) each.status().updatedNumberScheduled()),
          Column.integer(
              "Available",
              "Nodes with a pod that has been ready long enough.",
              each -> (long) each.status().numberAvailable()),
          Column.text(
              "Node Selector",
              "Which nodes run a pod.",
              each -> LabelSelectors.text(each.spec().template().spec().nodeSelector())),
          Column.age(),
          PodTemplateColumns.containers(each -> each.spec().template()),
          PodTemplateColumns.images(each -> each.spec().template()),
          Column.wide(
              "Selector",
              "Which pods belong to it.",
              each -> LabelSelectors.text(each.spec().selector())));
}
