package io.kubejar.api.scheduling.v1alpha2;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.Condition;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `podgroups` resource: names and rules of [PodGroup].
public final class PodGroupKind implements Kind<PodGroup> {
  public static final PodGroupKind POD_GROUP = new PodGroupKind();

  private static final Names NAMES =
      Names.of("scheduling.k8s.io", "v1alpha2", "PodGroup", "podgroups")
          .namespaced()
          .stored("/registry/podgroups/", "YYgX3v5V204=")
          .subresource("status", "get", "patch", "update")
          .build();

  private PodGroupKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<PodGroup> codec() {
    return PodGroupCodec.INSTANCE;
  }

  @Override
  public boolean statusChangesMetadata() {
    return false;
  }

  @Override
  public PodGroup defaults(PodGroup given) {
    return given.spec().disruptionMode() != null
        ? given
        : given.with(draft -> draft.spec(spec -> spec.disruptionMode("Pod")));
  }

  @Override
  public void validate(PodGroup object, FieldErrors errors) {
    GroupValidation.check(object.spec(), errors);
  }

  @Override
  public void validateUpdate(PodGroup object, PodGroup old, FieldErrors errors) {
    validate(object, errors);
    GroupValidation.checkKept(object.spec(), old.spec(), errors);
  }

  @Override
  public void validateStatusUpdate(PodGroup object, PodGroup old, FieldErrors errors) {
    GroupValidation.checkStatus(object, errors);
  }

  private static Object workload(PodGroup group) {
    PodGroupTemplateReference reference = group.spec().podGroupTemplateRef();
    return reference == null || reference.workload() == null
        ? "<none>"
        : reference.workload().workloadName();
  }

  private static Object policy(PodGroup group) {
    PodGroupSchedulingPolicy policy = group.spec().schedulingPolicy();
    return policy.gang() != null ? "Gang" : policy.basic() != null ? "Basic" : "<none>";
  }

  private static Object state(PodGroup group) {
    for (Condition each : group.status().conditions()) {
      if (each.type().equals("PodGroupScheduled")) {
        return each.status().equals("True") ? "Scheduled" : each.reason();
      }
    }
    return "Pending";
  }

  @Override
  public List<Column<PodGroup>> columns() {
    return COLUMNS;
  }

  private static final List<Column<PodGroup>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("Policy", "How its pods are scheduled.", each -> policy(each)),
          Column.text("Workload", "Whose template it is of.", each -> workload(each)),
          Column.text("Status", "Whether it was scheduled.", each -> state(each)),
          Column.age());
}
