package io.kubejar.policy.namespacelifecycle;

import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.StatusCause;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.Failures;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses objects in namespaces that do not exist or are being deleted, and the deletion of the
/// namespaces every cluster needs.
public final class NamespaceLifecycle implements AdmissionPlugin {
  private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");

  private final ClusterView view;

  public NamespaceLifecycle(ClusterView view) {
    this.view = view;
  }

  @Override
  public String name() {
    return "NamespaceLifecycle";
  }

  // Upstream looks before anything is completed, so that nothing is looked up in vain.
  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    boolean ofNamespaces = admission.kind() instanceof NamespaceKind;
    if (ofNamespaces) {
      if (admission.operation() == Operation.DELETE && IMMORTAL.contains(admission.name())) {
        throw Admitted.forbidden(admission, "this namespace may not be deleted");
      }
      return admission.object();
    }
    if (admission.namespace().isEmpty()
        || admission.operation() == Operation.DELETE
        || admission.kind().names().plural().equals("localsubjectaccessreviews")) {
      return admission.object();
    }
    check(admission);
    return admission.object();
  }

  private void check(Admission<?> admission) {
    String name = admission.namespace();
    Namespace namespace = view.get(NamespaceKind.NAMESPACE, "", name);
    if (namespace == null) {
      // The cache may be behind.
      namespace = view.getConsistent(NamespaceKind.NAMESPACE, "", name);
    }
    if (namespace == null) {
      throw Failures.notFound(NamespaceKind.NAMESPACE.names(), name);
    }
    if (admission.operation() == Operation.CREATE
        && (namespace.metadata().deletionTimestamp() != null
            || namespace.status().phase().equals("Terminating"))) {
      throw Admitted.forbidden(
          admission,
          "unable to create new content in namespace %s because it is being terminated"
              .formatted(name),
          new StatusCause(
              "NamespaceTerminating",
              "namespace %s is being terminated".formatted(name),
              "metadata.namespace"));
    }
  }
}
