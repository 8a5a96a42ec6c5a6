package io.kubejar.policy.defaultingressclass;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.networking.v1.Ingress;
import io.kubejar.api.networking.v1.IngressClass;
import io.kubejar.api.networking.v1.IngressClassKind;
import io.kubejar.api.value.Time;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gives ingresses that name no class the default one; of several the newest.
public final class DefaultIngressClass implements AdmissionPlugin {
  private final ClusterView view;

  public DefaultIngressClass(ClusterView view) {
    this.view = view;
  }

  @Override
  public String name() {
    return "DefaultIngressClass";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    if (!Admitted.isOn(admission, Operation.CREATE)
        || !(admission.object() instanceof Ingress ingress)
        || ingress.spec().ingressClassName() != null
        || ingress.metadata().annotations().containsKey("kubernetes.io/ingress.class")) {
      return admission.object();
    }
    Optional<String> found =
        view.list(IngressClassKind.INGRESS_CLASS, "").stream()
            .filter(
                each ->
                    "true"
                        .equals(
                            each.metadata()
                                .annotations()
                                .get("ingressclass.kubernetes.io/is-default-class")))
            .min(
                Comparator.comparing(DefaultIngressClass::created)
                    .reversed()
                    .thenComparing(each -> each.metadata().name()))
            .map(each -> each.metadata().name());
    return found.isEmpty()
        ? admission.object()
        : Admitted.changed(
            admission, ingress.with(it -> it.spec(spec -> spec.ingressClassName(found.get()))));
  }

  private static Time created(IngressClass each) {
    Time time = each.metadata().creationTimestamp();
    return time == null ? Time.EPOCH : time;
  }
}
