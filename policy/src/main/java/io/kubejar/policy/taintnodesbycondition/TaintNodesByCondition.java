package io.kubejar.policy.taintnodesbycondition;

import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.Taint;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Gives every new node the taint of one that is not ready, until it says that it is.
public final class TaintNodesByCondition implements AdmissionPlugin {
  private static final Taint NOT_READY =
      Taint.builder().key("node.kubernetes.io/not-ready").effect("NoSchedule").build();

  @Override
  public String name() {
    return "TaintNodesByCondition";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    if (!Admitted.isOn(admission, Operation.CREATE) || !(admission.object() instanceof Node node)) {
      return admission.object();
    }
    boolean present =
        node.spec().taints().stream()
            .anyMatch(
                taint ->
                    taint.key().equals(NOT_READY.key())
                        && taint.effect().equals(NOT_READY.effect()));
    if (present) {
      return admission.object();
    }
    var taints = new ArrayList<>(node.spec().taints());
    taints.add(NOT_READY);
    return Admitted.changed(admission, node.with(it -> it.spec(spec -> spec.taints(taints))));
  }
}
