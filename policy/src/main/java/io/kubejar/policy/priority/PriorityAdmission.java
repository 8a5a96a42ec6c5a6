package io.kubejar.policy.priority;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.scheduling.v1.PriorityClass;
import io.kubejar.api.scheduling.v1.PriorityClassKind;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import org.jspecify.annotations.Nullable;

/// Writes the number and the preemption policy of a pod's priority class into the pod, and keeps
/// the default class single.
public final class PriorityAdmission implements AdmissionPlugin {
  private static final String SYSTEM = "system-";
  private static final String PREEMPT = "PreemptLowerPriority";

  private final ClusterView view;

  public PriorityAdmission(ClusterView view) {
    this.view = view;
  }

  @Override
  public String name() {
    return "Priority";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    if (Admitted.isOn(admission, Operation.DELETE)
        && admission.kind() instanceof PriorityClassKind
        && admission.name().startsWith(SYSTEM)) {
      throw Admitted.forbidden(admission, "this is a system priority class and cannot be deleted");
    }
    Pod created = Admitted.newPod(admission);
    if (created != null) {
      return Admitted.changed(admission, withPriority(admission, created));
    }
    Pod updated = Admitted.updatedPod(admission);
    if (updated != null && admission.old() instanceof Pod old) {
      return Admitted.changed(admission, withOldPriority(updated, old));
    }
    return admission.object();
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    boolean write =
        Admitted.isOn(admission, Operation.CREATE) || Admitted.isOn(admission, Operation.UPDATE);
    if (!write || !(admission.object() instanceof PriorityClass made) || !made.globalDefault()) {
      return;
    }
    PriorityClass other = defaultClass();
    if (other != null
        && (admission.operation() == Operation.CREATE
            || !other.metadata().name().equals(made.metadata().name()))) {
      throw Admitted.forbidden(
          admission,
          "PriorityClass %s is already marked as default. Only one default can exist"
              .formatted(other.metadata().name()));
    }
  }

  private Pod withPriority(Admission<?> admission, Pod pod) {
    PodSpec spec = pod.spec();
    PriorityClass found;
    if (spec.priorityClassName().isEmpty()) {
      found = defaultClass();
    } else {
      found = view.get(PriorityClassKind.PRIORITY_CLASS, "", spec.priorityClassName());
      if (found == null) {
        found = view.getConsistent(PriorityClassKind.PRIORITY_CLASS, "", spec.priorityClassName());
      }
      if (found == null) {
        throw Admitted.forbidden(
            admission,
            "no PriorityClass with name %s was found".formatted(spec.priorityClassName()));
      }
    }
    int priority = found == null ? 0 : found.value();
    String policy =
        found == null || found.preemptionPolicy() == null ? PREEMPT : found.preemptionPolicy();
    Integer given = spec.priority();
    if (given != null && given != priority) {
      throw Admitted.forbidden(
          admission,
          "the integer value of priority (%d) must not be provided in pod spec; priority admission controller computed %d from the given PriorityClass name"
              .formatted(given, priority));
    }
    String givenPolicy = spec.preemptionPolicy();
    if (givenPolicy != null && !givenPolicy.equals(policy)) {
      throw Admitted.forbidden(
          admission,
          "the string value of PreemptionPolicy (%s) must not be provided in pod spec; priority admission controller computed %s from the given PriorityClass name"
              .formatted(givenPolicy, policy));
    }
    String className = found == null ? "" : found.metadata().name();
    PodSpec changed =
        spec.with(
            it -> it.priority(priority).preemptionPolicy(policy).priorityClassName(className));
    return pod.with(it -> it.spec(changed));
  }

  /// What nobody may change later need not be given again.
  private static Pod withOldPriority(Pod pod, Pod old) {
    PodSpec spec = pod.spec();
    var draft = spec.toBuilder();
    if (spec.priority() == null && old.spec().priority() != null) {
      draft.priority(old.spec().priority());
    }
    if (spec.preemptionPolicy() == null && old.spec().preemptionPolicy() != null) {
      draft.preemptionPolicy(old.spec().preemptionPolicy());
    }
    PodSpec changed = draft.build();
    return pod.with(it -> it.spec(changed));
  }

  /// The class for pods that name none; of several the lowest.
  private @Nullable PriorityClass defaultClass() {
    PriorityClass lowest = null;
    for (PriorityClass each : view.list(PriorityClassKind.PRIORITY_CLASS, "")) {
      if (each.globalDefault() && (lowest == null || each.value() < lowest.value())) {
        lowest = each;
      }
    }
    return lowest;
  }
}
