package io.kubejar.policy.limitranger;

import io.kubejar.api.core.v1.LimitRange;
import io.kubejar.api.core.v1.LimitRangeItem;
import io.kubejar.api.core.v1.LimitRangeKind;
import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Gives containers the requests and limits that a namespace's limit ranges set by default, and
/// refuses pods and claims outside their bounds.
public final class LimitRanger implements AdmissionPlugin {
  private final ClusterView view;

  public LimitRanger(ClusterView view) {
    this.view = view;
  }

  @Override
  public String name() {
    return "LimitRanger";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    Pod pod = Admitted.newPod(admission);
    if (pod == null) {
      return admission.object();
    }
    Pod changed = pod;
    for (LimitRange range : view.list(LimitRangeKind.LIMIT_RANGE, admission.namespace())) {
      changed = ContainerDefaults.of(range).apply(changed);
    }
    return Admitted.changed(admission, changed);
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    boolean create = Admitted.isOn(admission, Operation.CREATE);
    boolean claimUpdate =
        Admitted.isOn(admission, Operation.UPDATE)
            && admission.object() instanceof PersistentVolumeClaim;
    boolean resize =
        admission.operation() == Operation.UPDATE && admission.subresource().equals("resize");
    if (!create && !claimUpdate && !resize) {
      return;
    }
    for (LimitRange range : view.list(LimitRangeKind.LIMIT_RANGE, admission.namespace())) {
      var bounds = new Bounds();
      for (LimitRangeItem item : range.spec().limits()) {
        switch (admission.object()) {
          case Pod pod -> bounds.check(item, pod);
          case PersistentVolumeClaim claim -> bounds.check(item, claim);
          case null, default -> {}
        }
      }
      List<String> broken = bounds.broken();
      if (!broken.isEmpty()) {
        throw Admitted.forbidden(
            admission,
            broken.size() == 1 ? broken.getFirst() : "[" + String.join(", ", broken) + "]");
      }
    }
  }

  static String keys(Map<String, ?> resources) {
    return resources.keySet().stream().sorted().collect(Collectors.joining(", "));
  }
}
