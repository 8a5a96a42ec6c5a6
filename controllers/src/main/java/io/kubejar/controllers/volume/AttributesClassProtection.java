package io.kubejar.controllers.volume;

import static io.kubejar.api.core.v1.PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM;
import static io.kubejar.api.core.v1.PersistentVolumeKind.PERSISTENT_VOLUME;
import static io.kubejar.api.storage.v1.VolumeAttributesClassKind.VOLUME_ATTRIBUTES_CLASS;

import io.kubejar.api.core.v1.PersistentVolume;
import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.storage.v1.VolumeAttributesClass;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps a class of volume attributes that is being deleted while a volume or a claim names it.
public final class AttributesClassProtection implements Controller {
  private final Finalizers<VolumeAttributesClass> finalizers;
  private final Lister<VolumeAttributesClass> classes;
  private final Lister<PersistentVolume> volumes;
  private final Lister<PersistentVolumeClaim> claims;
  private final ReconcileLoop<Key> loop;

  public AttributesClassProtection(ControllerContext context) {
    Informer<VolumeAttributesClass> classInformer = context.informers().of(VOLUME_ATTRIBUTES_CLASS);
    Informer<PersistentVolume> volumeInformer = context.informers().of(PERSISTENT_VOLUME);
    Informer<PersistentVolumeClaim> claimInformer = context.informers().of(PERSISTENT_VOLUME_CLAIM);
    this.finalizers =
        new Finalizers<>(context.client(), VOLUME_ATTRIBUTES_CLASS, "kubernetes.io/vac-protection");
    this.classes = classInformer.lister();
    this.volumes = volumeInformer.lister();
    this.claims = claimInformer.lister();
    this.loop =
        ReconcileLoop.of(
            name(),
            1,
            context,
            List.of(classInformer, volumeInformer, claimInformer),
            this::reconcile);
    classInformer.addHandler(Changes.of(each -> loop.queue().add(Key.of(each))));
    volumeInformer.addHandler(
        Changes.of(
            _ -> {},
            (old, _) -> look(old.spec().volumeAttributesClassName()),
            gone -> look(gone.spec().volumeAttributesClassName())));
    claimInformer.addHandler(
        Changes.of(
            _ -> {},
            (old, _) -> {
              look(old.spec().volumeAttributesClassName());
              look(old.status().currentVolumeAttributesClassName());
            },
            gone -> {
              look(gone.spec().volumeAttributesClassName());
              look(gone.status().currentVolumeAttributesClassName());
            }));
  }

  private void look(@Nullable String name) {
    if (name != null && !name.isEmpty()) {
      loop.queue().add(new Key("", name));
    }
  }

  @Override
  public String name() {
    return "volumeattributesclass-protection-controller";
  }

  /// The queue of classes and its worker.
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
    VolumeAttributesClass found = classes.get(key);
    if (found == null) {
      return Reconciled.done();
    }
    boolean deleted = found.metadata().deletionTimestamp() != null;
    if (!deleted && !finalizers.isOn(found)) {
      finalizers.add(found);
    } else if (deleted && finalizers.isOn(found) && !isUsed(key.name())) {
      finalizers.remove(found);
    }
    return Reconciled.done();
  }

  private boolean isUsed(String name) {
    return volumes.list().stream()
            .anyMatch(volume -> name.equals(volume.spec().volumeAttributesClassName()))
        || claims.list().stream()
            .anyMatch(
                claim ->
                    name.equals(claim.spec().volumeAttributesClassName())
                        || name.equals(claim.status().currentVolumeAttributesClassName()));
  }
}
