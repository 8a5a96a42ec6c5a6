package io.kubejar.controllers.volume;

import static io.kubejar.api.core.v1.PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM;
import static io.kubejar.api.core.v1.PodKind.POD;

import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.core.v1.PersistentVolumeClaimTemplate;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.Volume;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.Owners;
import io.kubejar.controllers.runtime.PodControl;
import io.kubejar.controllers.runtime.Pods;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.util.List;

/// Makes the claims of ephemeral volumes, which go with their pods.
public final class EphemeralVolumeController implements Controller {
  private static final String CLAIMS = "ephemeral-claims";

  private final Client client;
  private final EventRecorder events;
  private final Lister<Pod> pods;
  private final Lister<PersistentVolumeClaim> claims;
  private final ReconcileLoop<Key> loop;

  public EphemeralVolumeController(ControllerContext context) {
    Informer<Pod> podInformer =
        context
            .informers()
            .of(POD)
            .index(
                CLAIMS,
                pod ->
                    pod.spec().volumes().stream()
                        .filter(volume -> volume.ephemeral() != null)
                        .map(
                            volume ->
                                pod.metadata().namespace() + "/" + PodClaims.ephemeral(pod, volume))
                        .toList());
    Informer<PersistentVolumeClaim> claimInformer = context.informers().of(PERSISTENT_VOLUME_CLAIM);
    this.client = context.client();
    this.events = context.events("ephemeral_volume");
    this.pods = podInformer.lister();
    this.claims = claimInformer.lister();
    this.loop =
        ReconcileLoop.of(name(), 1, context, List.of(podInformer, claimInformer), this::reconcile);
    podInformer.addHandler(Changes.of(this::changed, (_, _) -> {}, _ -> {}));
    claimInformer.addHandler(
        Changes.of(
            _ -> {},
            (_, _) -> {},
            claim ->
                pods.byIndex(CLAIMS, claim.metadata().namespace() + "/" + claim.metadata().name())
                    .forEach(this::changed)));
  }

  private void changed(Pod pod) {
    if (pod.spec().volumes().stream().anyMatch(volume -> volume.ephemeral() != null)) {
      loop.queue().add(Key.of(pod));
    }
  }

  @Override
  public String name() {
    return "ephemeral-volume-controller";
  }

  /// The queue of pods and its worker.
  public ReconcileLoop<Key> loop() {
    return loop;
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void close() {
    loop.close();
  }

  private Reconciled reconcile(Key key) {
    Pod pod = pods.get(key);
    if (pod == null || !Pods.isActive(pod)) {
      return Reconciled.done();
    }
    for (Volume volume : pod.spec().volumes()) {
      if (volume.ephemeral() != null && volume.ephemeral().volumeClaimTemplate() != null) {
        make(pod, volume, volume.ephemeral().volumeClaimTemplate());
      }
    }
    return Reconciled.done();
  }

  private void make(Pod pod, Volume volume, PersistentVolumeClaimTemplate template) {
    String name = PodClaims.ephemeral(pod, volume);
    PersistentVolumeClaim known = claims.get(pod.metadata().namespace(), name);
    if (known != null) {
      if (!Owners.isControlledBy(known, pod)) {
        events.warning(
            POD,
            pod,
            "FailedBinding",
            "ephemeral volume %s: PVC \"%s\" was not created for pod \"%s\" (pod is not the owner)"
                .formatted(volume.name(), name, pod.metadata().name()));
      }
      return;
    }
    try {
      client
          .resources(PERSISTENT_VOLUME_CLAIM, pod.metadata().namespace())
          .create(
              PersistentVolumeClaim.builder()
                  .metadata(
                      m ->
                          m.name(name)
                              .namespace(pod.metadata().namespace())
                              .labels(template.metadata().labels())
                              .annotations(template.metadata().annotations())
                              .ownerReferences(Owners.reference(POD, pod)))
                  .spec(template.spec())
                  .build());
    } catch (ApiException e) {
      if (PodControl.isNamespaceTerminating(e)) {
        return;
      }
      events.warning(
          POD,
          pod,
          "FailedBinding",
          "ephemeral volume %s: %s".formatted(volume.name(), e.getMessage()));
      throw e;
    }
  }
}
