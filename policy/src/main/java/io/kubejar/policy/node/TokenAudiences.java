package io.kubejar.policy.node;

import io.kubejar.api.authentication.v1.TokenRequest;
import io.kubejar.api.core.v1.PersistentVolume;
import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.core.v1.PersistentVolumeClaimKind;
import io.kubejar.api.core.v1.PersistentVolumeKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.Volume;
import io.kubejar.api.storage.v1.CSIDriver;
import io.kubejar.api.storage.v1.CSIDriverKind;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.ClusterView;
import java.util.List;

/// For whom a node may ask for tokens of a pod's account: for the audiences that the pod's volumes
/// and their drivers name, and those that it is authorized for.
final class TokenAudiences {
  private final ClusterView view;
  private final Authorizer authorizer;

  TokenAudiences(ClusterView view, Authorizer authorizer) {
    this.view = view;
    this.authorizer = authorizer;
  }

  void check(Admission<?> admission, TokenRequest request, Pod pod) {
    List<String> audiences = request.spec().audiences();
    if (audiences.size() > 1) {
      throw Admitted.forbidden(admission, "node may only request 0 or 1 audiences");
    }
    String audience = audiences.isEmpty() ? "" : audiences.getFirst();
    for (Volume volume : pod.spec().volumes()) {
      if (names(pod, volume, audience)) {
        return;
      }
    }
    if (!mayAsk(admission, audience)) {
      throw Admitted.forbidden(
          admission,
          "audience \"%s\" not found in pod spec volume, %s is not authorized to request tokens for this audience"
              .formatted(audience, admission.user().name()));
    }
  }

  private boolean names(Pod pod, Volume volume, String audience) {
    if (volume.projected() != null) {
      return volume.projected().sources().stream()
          .anyMatch(
              source ->
                  source.serviceAccountToken() != null
                      && source.serviceAccountToken().audience().equals(audience));
    }
    if (volume.csi() != null) {
      return driverNames(volume.csi().driver(), audience);
    }
    if (volume.persistentVolumeClaim() != null) {
      return claimNames(pod, volume.persistentVolumeClaim().claimName(), audience);
    }
    return volume.ephemeral() != null
        && claimNames(pod, pod.metadata().name() + "-" + volume.name(), audience);
  }

  private boolean claimNames(Pod pod, String claim, String audience) {
    PersistentVolumeClaim found =
        view.get(
            PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM, pod.metadata().namespace(), claim);
    if (found == null || found.spec().volumeName().isEmpty()) {
      return false;
    }
    PersistentVolume volume =
        view.get(PersistentVolumeKind.PERSISTENT_VOLUME, "", found.spec().volumeName());
    return volume != null
        && volume.spec().csi() != null
        && driverNames(volume.spec().csi().driver(), audience);
  }

  private boolean driverNames(String name, String audience) {
    CSIDriver driver = view.get(CSIDriverKind.CSI_DRIVER, "", name);
    return driver != null
        && driver.spec().tokenRequests().stream()
            .anyMatch(request -> request.audience().equals(audience));
  }

  private boolean mayAsk(Admission<?> admission, String audience) {
    return !audience.isEmpty()
        && authorizer.authorize(
                new Attributes(
                    admission.user(),
                    "request-serviceaccounts-token-audience",
                    "",
                    "v1",
                    audience,
                    "",
                    admission.namespace(),
                    admission.name(),
                    "",
                    "",
                    ""))
            instanceof Authorizer.Decision.Allowed;
  }
}
