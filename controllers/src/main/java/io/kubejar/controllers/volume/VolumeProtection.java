package io.kubejar.controllers.volume;

import static io.kubejar.api.core.v1.PersistentVolumeKind.PERSISTENT_VOLUME;

import io.kubejar.api.core.v1.PersistentVolume;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.util.List;

/// Keeps a volume that is being deleted while it is bound.
public final class VolumeProtection implements Controller {
  private final Finalizers<PersistentVolume> finalizers;
  private final Lister<PersistentVolume> volumes;
  private final ReconcileLoop<Key> loop;

  public VolumeProtection(ControllerContext context) {
    Informer<PersistentVolume> informer = context.informers().of(PERSISTENT_VOLUME);
    this.finalizers =
        new Finalizers<>(context.client(), PERSISTENT_VOLUME, "kubernetes.io/pv-protection");
    this.volumes = informer.lister();
    this.loop = ReconcileLoop.of(name(), 1, context, List.of(informer), this::reconcile);
    informer.addHandler(Changes.of(volume -> loop.queue().add(Key.of(volume))));
  }

  @Override
  public String name() {
    return "persistentvolume-protection-controller";
  }

  /// The queue of volumes and its worker.
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
    PersistentVolume volume = volumes.get(key);
    if (volume == null) {
      return Reconciled.done();
    }
    boolean deleted = volume.metadata().deletionTimestamp() != null;
    if (!deleted && !finalizers.isOn(volume)) {
      finalizers.add(volume);
    } else if (deleted && finalizers.isOn(volume) && !volume.status().phase().equals("Bound")) {
      finalizers.remove(volume);
    }
    return Reconciled.done();
  }
}
