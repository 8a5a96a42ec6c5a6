package io.kubejar.policy.mutation;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.match.Change;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.Sent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets policies and webhooks change the object, in two rounds.
///
/// ```
/// plugins before → policies → webhooks            first round
///       └──────── the same again, once ────────┘  if a step changed the object; of the steps only
///                                                 those that ask for it and were asked before the change
/// ```
public final class MutatingSteps implements AdmissionPlugin {
  private final List<AdmissionPlugin> before;
  private final List<Steps> sources;

  /// @param before the plugins that have changed the object already
  public MutatingSteps(List<AdmissionPlugin> before, List<Steps> sources) {
    this.before = List.copyOf(before);
    this.sources = List.copyOf(sources);
  }

  @Override
  public String name() {
    return "MutatingAdmission";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    return admission.sent() == null ? run(admission).object() : admission.object();
  }

  @Override
  public <T extends ApiObject> @Nullable Sent<?> admitSent(Admission<T> admission)
      throws ApiException {
    return run(admission).sent();
  }

  private <T extends ApiObject> Admission<T> run(Admission<T> admission) {
    if (Change.isExempt(admission)) {
      return admission;
    }
    List<Step> steps = new ArrayList<>();
    for (Steps source : sources) {
      steps.addAll(source.steps(admission));
    }
    if (steps.isEmpty()) {
      return admission;
    }
    List<Step> asked = new ArrayList<>();
    int changedAfter = 0;
    Admission<T> current = admission;
    for (Step step : steps) {
      Admission<T> result = step.apply(current, 0);
      if (result == null) {
        continue;
      }
      if (result != current) {
        current = result;
        changedAfter = asked.size();
      }
      if (step.again()) {
        asked.add(step);
      }
    }
    if (current == admission) {
      return admission;
    }
    Admission<T> again = current;
    for (AdmissionPlugin plugin : before) {
      T result = plugin.admit(again);
      if (result != null && result != again.object() && !result.equals(again.object())) {
        again = again.withObject(result);
        changedAfter = asked.size();
      }
    }
    for (Step step : asked.subList(0, changedAfter)) {
      Admission<T> result = step.apply(again, 1);
      if (result != null) {
        again = result;
      }
    }
    return again;
  }
}
