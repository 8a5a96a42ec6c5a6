package io.kubejar.policy.namespacepresence;

import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.Failures;

/// Refuses all that is done in a namespace that does not exist.
public final class NamespaceExists implements AdmissionPlugin {
  private final ClusterView view;

  public NamespaceExists(ClusterView view) {
    this.view = view;
  }

  @Override
  public String name() {
    return "NamespaceExists";
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    String name = admission.namespace();
    if (!name.isEmpty()
        && !(admission.kind() instanceof NamespaceKind)
        && view.get(NamespaceKind.NAMESPACE, "", name) == null
        && view.getConsistent(NamespaceKind.NAMESPACE, "", name) == null) {
      throw Failures.notFound(NamespaceKind.NAMESPACE.names(), name);
    }
  }
}
