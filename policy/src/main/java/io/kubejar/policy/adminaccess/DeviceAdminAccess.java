package io.kubejar.policy.adminaccess;

import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.resource.v1.DeviceRequest;
import io.kubejar.api.resource.v1.ExactDeviceRequest;
import io.kubejar.api.resource.v1.ResourceClaim;
import io.kubejar.api.resource.v1.ResourceClaimSpec;
import io.kubejar.api.resource.v1.ResourceClaimTemplate;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import java.util.List;

/// Refuses claims for access to devices that are in use by others, unless they are in a namespace
/// that is labelled for it.
public final class DeviceAdminAccess implements AdmissionPlugin {
  private static final String LABEL = "resource.kubernetes.io/admin-access";

  private final ClusterView view;

  public DeviceAdminAccess(ClusterView view) {
    this.view = view;
  }

  @Override
  public String name() {
    return "DeviceAdminAccess";
  }

  @Override
  public <T extends ApiObject> void check(Admission<T> admission, FieldErrors errors) {
    if (admission.operation() != Operation.CREATE || !admission.subresource().isEmpty()) {
      return;
    }
    switch (admission.object()) {
      case ResourceClaim claim ->
          check(claim.spec(), admission.namespace(), Path.of("spec"), errors);
      case ResourceClaimTemplate template ->
          check(template.spec().spec(), admission.namespace(), Path.of("spec"), errors);
      case null, default -> {}
    }
  }

  private void check(ResourceClaimSpec spec, String name, Path path, FieldErrors errors) {
    List<DeviceRequest> requests = spec.devices().requests();
    for (int i = 0; i < requests.size(); i++) {
      ExactDeviceRequest request = requests.get(i).exactly();
      if (request != null && Boolean.TRUE.equals(request.adminAccess())) {
        Namespace namespace = view.get(NamespaceKind.NAMESPACE, "", name);
        if (namespace == null || !"true".equals(namespace.metadata().labels().get(LABEL))) {
          errors.forbidden(
              path.child("devices").child("requests").index(i).child("adminAccess"),
              "admin access to devices requires the `"
                  + LABEL
                  + ": true` label on the containing namespace");
        }
        return;
      }
    }
  }
}
