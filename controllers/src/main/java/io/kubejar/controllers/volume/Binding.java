package io.kubejar.controllers.volume;

import static io.kubejar.api.core.v1.PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM;
import static io.kubejar.api.core.v1.PersistentVolumeKind.PERSISTENT_VOLUME;

import io.kubejar.api.core.v1.ObjectReference;
import io.kubejar.api.core.v1.PersistentVolume;
import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.core.v1.PersistentVolumeClaimStatus;
import io.kubejar.api.value.Quantity;
import io.kubejar.client.Client;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Writes what belongs together into volumes and claims; writes nothing that is there already.
final class Binding {
  static final String COMPLETED = "pv.kubernetes.io/bind-completed";
  static final String BY_CONTROLLER = "pv.kubernetes.io/bound-by-controller";

  private final Client client;

  Binding(Client client) {
    this.client = client;
  }

  /// Binds a volume to a claim, the volume first.
  void bind(PersistentVolume volume, PersistentVolumeClaim claim) {
    PersistentVolume marked = phase(mark(volume, claim), "Bound", "");
    status(mark(claim, marked), marked);
  }

  private PersistentVolume mark(PersistentVolume volume, PersistentVolumeClaim claim) {
    ObjectReference old = volume.spec().claimRef();
    if (old != null && old.uid().equals(claim.metadata().uid())) {
      return volume;
    }
    Map<String, String> annotations = new HashMap<>(volume.metadata().annotations());
    if (old == null) {
      annotations.put(BY_CONTROLLER, "yes");
    }
    ObjectReference reference =
        ObjectReference.builder()
            .apiVersion("v1")
            .kind("PersistentVolumeClaim")
            .namespace(claim.metadata().namespace())
            .name(claim.metadata().name())
            .uid(claim.metadata().uid())
            .resourceVersion(claim.metadata().resourceVersion())
            .build();
    return client
        .resources(PERSISTENT_VOLUME)
        .update(
            volume.with(
                b -> b.metadata(m -> m.annotations(annotations)).spec(s -> s.claimRef(reference))));
  }

  private PersistentVolumeClaim mark(PersistentVolumeClaim claim, PersistentVolume volume) {
    String name = volume.metadata().name();
    Map<String, String> annotations = new HashMap<>(claim.metadata().annotations());
    if (!claim.spec().volumeName().equals(name)) {
      annotations.put(BY_CONTROLLER, "yes");
    }
    annotations.put(COMPLETED, "yes");
    if (claim.spec().volumeName().equals(name)
        && annotations.equals(claim.metadata().annotations())) {
      return claim;
    }
    return client
        .resources(PERSISTENT_VOLUME_CLAIM, claim.metadata().namespace())
        .update(
            claim.with(
                b -> b.metadata(m -> m.annotations(annotations)).spec(s -> s.volumeName(name))));
  }

  private void status(PersistentVolumeClaim claim, PersistentVolume volume) {
    PersistentVolumeClaimStatus status = claim.status();
    boolean first = !status.phase().equals("Bound");
    Quantity size =
        Objects.requireNonNullElse(volume.spec().capacity().get("storage"), Quantity.ZERO);
    Map<String, Quantity> capacity = new HashMap<>(status.capacity());
    if (first || !capacity.containsKey("storage")) {
      capacity.put("storage", size); // later it follows what the file system has
    }
    PersistentVolumeClaimStatus next =
        status.with(
            s -> {
              s.phase("Bound").accessModes(volume.spec().accessModes()).capacity(capacity);
              if (first) {
                s.currentVolumeAttributesClassName(volume.spec().volumeAttributesClassName());
              }
            });
    update(claim, next);
  }

  /// Sets a claim's phase; one that is not bound has neither capacity nor access modes.
  void phase(PersistentVolumeClaim claim, String phase) {
    if (!claim.status().phase().equals(phase)) {
      update(claim, claim.status().with(s -> s.phase(phase).accessModes().capacity(Map.of())));
    }
  }

  private void update(PersistentVolumeClaim claim, PersistentVolumeClaimStatus status) {
    if (!status.equals(claim.status())) {
      client
          .resources(PERSISTENT_VOLUME_CLAIM, claim.metadata().namespace())
          .updateStatus(claim.with(b -> b.status(status)));
    }
  }

  /// Sets a volume's phase and why.
  PersistentVolume phase(PersistentVolume volume, String phase, String message) {
    return volume.status().phase().equals(phase)
        ? volume
        : client
            .resources(PERSISTENT_VOLUME)
            .updateStatus(
                volume.with(b -> b.status(s -> s.phase(phase).reason("").message(message))));
  }

  /// Frees a volume of its claim; a volume that a user kept for the claim's name stays kept.
  void free(PersistentVolume volume) {
    Map<String, String> annotations = new HashMap<>(volume.metadata().annotations());
    boolean ours = annotations.remove(BY_CONTROLLER) != null;
    ObjectReference reference = Objects.requireNonNull(volume.spec().claimRef());
    ObjectReference left = ours ? null : reference.with(r -> r.uid("").resourceVersion(""));
    PersistentVolume freed =
        client
            .resources(PERSISTENT_VOLUME)
            .update(
                volume.with(
                    b -> b.metadata(m -> m.annotations(annotations)).spec(s -> s.claimRef(left))));
    phase(freed, "Available", "");
  }
}
