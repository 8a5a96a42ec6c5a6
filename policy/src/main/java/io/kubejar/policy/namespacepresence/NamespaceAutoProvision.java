package io.kubejar.policy.namespacepresence;

import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.ClusterWriter;
import org.jspecify.annotations.Nullable;

/// Makes a namespace when the first object is created in it.
public final class NamespaceAutoProvision implements AdmissionPlugin {
  private final ClusterView view;
  private final ClusterWriter writer;

  public NamespaceAutoProvision(ClusterView view, ClusterWriter writer) {
    this.view = view;
    this.writer = writer;
  }

  @Override
  public String name() {
    return "NamespaceAutoProvision";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    String name = admission.namespace();
    if (admission.operation() == Operation.CREATE
        && !admission.dryRun()
        && !name.isEmpty()
        && !(admission.kind() instanceof NamespaceKind)
        && view.get(NamespaceKind.NAMESPACE, "", name) == null) {
      try {
        writer.create(
            NamespaceKind.NAMESPACE,
            "",
            Namespace.builder().metadata(metadata -> metadata.name(name)).build());
      } catch (ApiException e) {
        if (!e.isAlreadyExists()) {
          throw e;
        }
      }
    }
    return admission.object();
  }
}
