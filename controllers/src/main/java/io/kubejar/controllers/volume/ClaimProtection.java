package io.kubejar.controllers.volume;

import static io.kubejar.api.core.v1.PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM;
import static io.kubejar.api.core.v1.PodKind.POD;

import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.util.List;

/// Keeps a claim that is being deleted until no pod that has a node uses it.
public final class ClaimProtection implements Controller {
  private static final String CLAIMS = "claims";

  private final Client client;
  private final Finalizers<PersistentVolumeClaim> finalizers;
  private final Lister<PersistentVolumeClaim> claims;
  private final Lister<Pod> pods;
  private final ReconcileLoop<Key> loop;

  public ClaimProtection(ControllerContext context) {
    Informer<PersistentVolumeClaim> claimInformer = context.informers().of(PERSISTENT_VOLUME_CLAIM);
    Informer<Pod> podInformer =
        context
            .informers()
            .of(POD)
            .index(CLAIMS, pod -> PodClaims.of(pod).stream().map(Key::toString).toList());
    this.client = context.client();
    this.finalizers =
        new Finalizers<>(client, PERSISTENT_VOLUME_CLAIM, "kubernetes.io/pvc-protection");
    this.claims = claimInformer.lister();
    this.pods = podInformer.lister();
    this.loop =
        ReconcileLoop.of(name(), 1, context, List.of(claimInformer, podInformer), this::reconcile);
    claimInformer.addHandler(Changes.of(claim -> loop.queue().add(Key.of(claim))));
    podInformer.addHandler(
        Changes.of(_ -> {}, (_, pod) -> {}, pod -> PodClaims.of(pod).forEach(loop.queue()::add)));
  }

  @Override
  public String name() {
    return "persistentvolumeclaim-protection-controller";
  }

  /// The queue of claims and its worker.
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
    PersistentVolumeClaim claim = claims.get(key);
    if (claim == null) {
      return Reconciled.done();
    }
    boolean deleted = claim.metadata().deletionTimestamp() != null;
    if (!deleted && !finalizers.isOn(claim)) {
      finalizers.add(claim);
    } else if (deleted && finalizers.isOn(claim) && !isUsed(key)) {
      finalizers.remove(claim);
    }
    return Reconciled.done();
  }

  /// Asks the API too before a claim goes, as a pod may have come a moment ago.
  private boolean isUsed(Key key) {
    return pods.byIndex(CLAIMS, key.toString()).stream().anyMatch(ClaimProtection::hasNode)
        || client.resources(POD, key.namespace()).list().items().stream()
            .anyMatch(pod -> hasNode(pod) && PodClaims.of(pod).contains(key));
  }

  private static boolean hasNode(Pod pod) {
    return !pod.spec().nodeName().isEmpty();
  }
}
