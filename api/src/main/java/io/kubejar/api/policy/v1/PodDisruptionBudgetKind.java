package io.kubejar.api.policy.v1;

import io.kubejar.api.core.v1.NumberOrPercent;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.ConditionValidation;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.LabelSelectorValidation;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.value.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `poddisruptionbudgets` resource: names and rules of [PodDisruptionBudget].
public final class PodDisruptionBudgetKind implements Kind<PodDisruptionBudget> {
  public static final PodDisruptionBudgetKind POD_DISRUPTION_BUDGET = new PodDisruptionBudgetKind();

  private static final Names NAMES =
      Names.of("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets")
          .namespaced()
          .shortNames("pdb")
          .stored("/registry/poddisruptionbudgets/", "EVWiDmWqyJw=")
          .subresource("status", "get", "patch", "update")
          .build();

  private PodDisruptionBudgetKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<PodDisruptionBudget> codec() {
    return PodDisruptionBudgetCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public boolean restrictsFinalizers() {
    return false;
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.NONE;
  }

  @Override
  public void validate(PodDisruptionBudget object, FieldErrors errors) {
    Path path = Path.of("spec");
    PodDisruptionBudgetSpec spec = object.spec();
    IntOrString min = spec.minAvailable();
    IntOrString max = spec.maxUnavailable();
    if (min != null && max != null) {
      errors.invalid(
          path, FieldErrors.plain(spec), "minAvailable and maxUnavailable cannot be both set");
    }
    if (min != null) {
      NumberOrPercent.check(min, path.child("minAvailable"), errors);
      NumberOrPercent.checkAtMostAll(min, path.child("minAvailable"), errors);
    }
    if (max != null) {
      NumberOrPercent.check(max, path.child("maxUnavailable"), errors);
      NumberOrPercent.checkAtMostAll(max, path.child("maxUnavailable"), errors);
    }
    LabelSelectorValidation.check(spec.selector(), path.child("selector"), errors);
    String unhealthy = spec.unhealthyPodEvictionPolicy();
    List<String> supported = List.of("AlwaysAllow", "IfHealthyBudget");
    if (unhealthy != null && !supported.contains(unhealthy)) {
      errors.notSupported(path.child("unhealthyPodEvictionPolicy"), unhealthy, supported);
    }
  }

  @Override
  public void validateStatusUpdate(
      PodDisruptionBudget budget, PodDisruptionBudget old, FieldErrors errors) {
    Path path = Path.of("status");
    PodDisruptionBudgetStatus status = budget.status();
    ConditionValidation.check(status.conditions(), path.child("conditions"), errors);
    errors.nonNegative(path.child("disruptionsAllowed"), status.disruptionsAllowed());
    errors.nonNegative(path.child("currentHealthy"), status.currentHealthy());
    errors.nonNegative(path.child("desiredHealthy"), status.desiredHealthy());
    errors.nonNegative(path.child("expectedPods"), status.expectedPods());
  }

  private static Object text(@Nullable IntOrString value) {
    return value == null ? "N/A" : value.toString();
  }

  @Override
  public List<Column<PodDisruptionBudget>> columns() {
    return COLUMNS;
  }

  private static final List<Column<PodDisruptionBudget>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text(
              "Min Available",
              "How many pods have to stay.",
              each -> text(each.spec().minAvailable())),
          Column.text(
              "Max Unavailable",
              "How many pods may go.",
              each -> text(each.spec().maxUnavailable())),
          Column.integer(
              "Allowed Disruptions",
              "How many pods may go now.",
              each -> (long) each.status().disruptionsAllowed()),
          Column.age());
}
