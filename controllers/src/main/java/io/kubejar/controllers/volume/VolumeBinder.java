package io.kubejar.controllers.volume;

import static io.kubejar.api.core.v1.PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM;
import static io.kubejar.api.core.v1.PersistentVolumeKind.PERSISTENT_VOLUME;
import static io.kubejar.api.storage.v1.StorageClassKind.STORAGE_CLASS;

import io.kubejar.api.core.v1.ObjectReference;
import io.kubejar.api.core.v1.PersistentVolume;
import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.storage.v1.StorageClass;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Brings claims and volumes together and keeps the phase of both.
///
/// Volumes are made by provisioners of others: the claim is marked with the one its class names.
public final class VolumeBinder implements Controller {
  private static final Pattern TEMPORARY = Pattern.compile("/tmp/.+");
  private static final Duration RESYNC = Duration.ofSeconds(15);
  private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";
  private static final String PROVISIONER = "volume.kubernetes.io/storage-provisioner";
  private static final String PROVISIONER_BETA = "volume.beta.kubernetes.io/storage-provisioner";
  private static final String PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";
  private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

  private final Client client;
  private final EventRecorder events;
  private final Binding binding;
  private final Lister<PersistentVolume> volumes;
  private final Lister<PersistentVolumeClaim> claims;
  private final Lister<StorageClass> classes;
  private final ReconcileLoop<Item> loop;

  /// A volume or a claim.
  public sealed interface Item {
    record Volume(String name) implements Item {}

    record Claim(Key key) implements Item {}
  }

  public VolumeBinder(ControllerContext context) {
    Informer<PersistentVolume> volumeInformer = context.informers().of(PERSISTENT_VOLUME);
    Informer<PersistentVolumeClaim> claimInformer = context.informers().of(PERSISTENT_VOLUME_CLAIM);
    Informer<StorageClass> classInformer = context.informers().of(STORAGE_CLASS);
    this.client = context.client();
    this.events = context.events("persistentvolume-controller");
    this.binding = new Binding(client);
    this.volumes = volumeInformer.lister();
    this.claims = claimInformer.lister();
    this.classes = classInformer.lister();
    this.loop =
        new ReconcileLoop<>(
            name(),
            1,
            context,
            List.of(volumeInformer, claimInformer, classInformer),
            this::reconcile);
    volumeInformer.addHandler(Changes.of(this::changed));
    claimInformer.addHandler(Changes.of(this::changed));
    classInformer.addHandler(Changes.of(_ -> waiting()));
  }

  @Override
  public String name() {
    return "persistentvolume-binder-controller";
  }

  /// The queue of volumes and claims and its worker.
  public ReconcileLoop<Item> loop() {
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

  private void changed(PersistentVolume volume) {
    loop.queue().add(new Item.Volume(volume.metadata().name()));
    ObjectReference reference = volume.spec().claimRef();
    if (reference != null) {
      loop.queue().add(new Item.Claim(new Key(reference.namespace(), reference.name())));
    }
    waiting();
  }

  private void changed(PersistentVolumeClaim claim) {
    loop.queue().add(new Item.Claim(Key.of(claim)));
    if (!claim.spec().volumeName().isEmpty()) {
      loop.queue().add(new Item.Volume(claim.spec().volumeName()));
    }
  }

  /// Lets all claims that wait for a volume look again.
  private void waiting() {
    for (PersistentVolumeClaim claim : claims.list()) {
      if (!claim.status().phase().equals("Bound")) {
        loop.queue().add(new Item.Claim(Key.of(claim)));
      }
    }
  }

  private Reconciled reconcile(Item item) {
    return switch (item) {
      case Item.Volume(String name) -> {
        PersistentVolume volume = volumes.get("", name);
        if (volume != null) {
          reconcile(volume);
        }
        yield Reconciled.done();
      }
      case Item.Claim(Key key) -> {
        PersistentVolumeClaim claim = claims.get(key);
        yield claim == null
            ? Reconciled.done()
            : claim.metadata().annotations().containsKey(Binding.COMPLETED)
                ? bound(claim)
                : unbound(claim);
      }
    };
  }

  private void reconcile(PersistentVolume volume) {
    ObjectReference reference = volume.spec().claimRef();
    if (reference == null || reference.uid().isEmpty()) {
      binding.phase(volume, "Available", "");
      return;
    }
    PersistentVolumeClaim claim = claims.get(reference.namespace(), reference.name());
    if (claim == null || !claim.metadata().uid().equals(reference.uid())) {
      if (isGone(reference)) {
        release(volume);
      }
    } else if (claim.spec().volumeName().equals(volume.metadata().name())) {
      binding.phase(volume, "Bound", "");
    } else if (claim.spec().volumeName().isEmpty()) {
      loop.queue().add(new Item.Claim(Key.of(claim)));
    } else {
      binding.free(volume);
    }
  }

  /// Asks the API, as data is at stake.
  private boolean isGone(ObjectReference reference) {
    return client
        .resources(PERSISTENT_VOLUME_CLAIM, reference.namespace())
        .find(reference.name())
        .map(claim -> !claim.metadata().uid().equals(reference.uid()))
        .orElse(true);
  }

  private void release(PersistentVolume volume) {
    PersistentVolume released =
        volume.status().phase().equals("Failed") ? volume : binding.phase(volume, "Released", "");
    boolean failed = released.status().phase().equals("Failed");
    boolean external =
        released.spec().csi() != null
            || released.metadata().annotations().containsKey(PROVISIONED_BY);
    switch (released.spec().persistentVolumeReclaimPolicy()) {
      case "Recycle" -> {
        if (!failed) {
          fail(released, "VolumeFailedRecycle", "No recycler plugin found for the volume!");
        }
      }
      case "Delete" -> {
        if (!failed && !external) {
          fail(released, "VolumeFailedDelete", whyNotDeleted(released));
        }
      }
      default -> {}
    }
  }

  /// Directories of nodes have a deleter upstream, which keeps to temporary ones.
  private static String whyNotDeleted(PersistentVolume volume) {
    var directory = volume.spec().hostPath();
    if (directory != null && !TEMPORARY.matcher(directory.path()).find()) {
      return "host_path deleter only supports /tmp/.+ but received provided " + directory.path();
    }
    return "error getting deleter volume plugin for volume \"%s\": no deletable volume plugin matched"
        .formatted(volume.metadata().name());
  }

  private void fail(PersistentVolume volume, String reason, String message) {
    binding.phase(volume, "Failed", message);
    events.warning(PERSISTENT_VOLUME, volume, reason, message);
  }

  private Reconciled bound(PersistentVolumeClaim claim) {
    String name = claim.spec().volumeName();
    PersistentVolume volume = name.isEmpty() ? null : volumes.get("", name);
    if (name.isEmpty()) {
      lose(
          claim,
          "ClaimLost",
          "Bound claim has lost reference to PersistentVolume. Data on the volume is lost!");
    } else if (volume == null) {
      if (client.resources(PERSISTENT_VOLUME).find(name).isEmpty()) {
        lose(
            claim,
            "ClaimLost",
            "Bound claim has lost its PersistentVolume. Data on the volume is lost!");
      }
    } else if (volume.spec().claimRef() == null
        || volume.spec().claimRef().uid().equals(claim.metadata().uid())) {
      binding.bind(volume, claim);
    } else {
      lose(
          claim,
          "ClaimMisbound",
          "Two claims are bound to the same volume, this one is bound incorrectly");
    }
    return Reconciled.done();
  }

  private void lose(PersistentVolumeClaim claim, String reason, String message) {
    if (!claim.status().phase().equals("Lost")) {
      binding.phase(claim, "Lost");
      events.warning(PERSISTENT_VOLUME_CLAIM, claim, reason, message);
    }
  }

  private Reconciled unbound(PersistentVolumeClaim claim) {
    return claim.spec().volumeName().isEmpty() ? search(claim) : named(claim);
  }

  private Reconciled named(PersistentVolumeClaim claim) {
    String name = claim.spec().volumeName();
    PersistentVolume volume = volumes.get("", name);
    if (volume == null) {
      binding.phase(claim, "Pending");
      return Reconciled.done();
    }
    if (VolumeMatch.isFor(volume, claim)) {
      binding.bind(volume, claim);
      return Reconciled.done();
    }
    if (volume.spec().claimRef() == null) {
      String flaw = VolumeMatch.flaw(volume, claim);
      if (flaw == null) {
        binding.bind(volume, claim);
        return Reconciled.done();
      }
      events.warning(
          PERSISTENT_VOLUME_CLAIM,
          claim,
          "VolumeMismatch",
          "Cannot bind to requested volume \"%s\": %s".formatted(name, flaw));
    } else {
      events.warning(
          PERSISTENT_VOLUME_CLAIM,
          claim,
          "FailedBinding",
          "volume \"%s\" already bound to a different claim.".formatted(name));
    }
    binding.phase(claim, "Pending");
    return Reconciled.again(RESYNC);
  }

  private Reconciled search(PersistentVolumeClaim claim) {
    StorageClass storage = classes.get("", VolumeMatch.className(claim));
    boolean late =
        storage != null
            && "WaitForFirstConsumer".equals(storage.volumeBindingMode())
            && !claim.metadata().annotations().containsKey(SELECTED_NODE);
    PersistentVolume volume = VolumeMatch.best(claim, volumes.list(), late);
    if (volume != null) {
      binding.bind(volume, claim);
      return Reconciled.done();
    }
    StorageClass standard = VolumeMatch.isOpen(claim) ? defaultClass() : null;
    if (standard != null) {
      client
          .resources(PERSISTENT_VOLUME_CLAIM, claim.metadata().namespace())
          .update(claim.with(b -> b.spec(s -> s.storageClassName(standard.metadata().name()))));
      return Reconciled.done();
    }
    if (late) {
      events.normal(
          PERSISTENT_VOLUME_CLAIM,
          claim,
          "WaitForFirstConsumer",
          "waiting for first consumer to be created before binding");
    } else if (!VolumeMatch.className(claim).isEmpty()) {
      provision(claim, storage);
    } else {
      events.normal(
          PERSISTENT_VOLUME_CLAIM,
          claim,
          "FailedBinding",
          "no persistent volumes available for this claim and no storage class is set");
    }
    binding.phase(claim, "Pending");
    return Reconciled.again(RESYNC);
  }

  /// The class of claims that name none: of several the newest.
  private @Nullable StorageClass defaultClass() {
    return classes.list().stream()
        .filter(each -> "true".equals(each.metadata().annotations().get(DEFAULT_CLASS)))
        .min(
            Comparator.<StorageClass, Instant>comparing(
                    each -> Objects.requireNonNull(each.metadata().creationTimestamp()).instant(),
                    Comparator.reverseOrder())
                .thenComparing(each -> each.metadata().name()))
        .orElse(null);
  }

  private void provision(PersistentVolumeClaim claim, @Nullable StorageClass storage) {
    if (storage == null) {
      events.warning(
          PERSISTENT_VOLUME_CLAIM,
          claim,
          "ProvisioningFailed",
          "storageclass.storage.k8s.io \"%s\" not found".formatted(VolumeMatch.className(claim)));
      return;
    }
    String provisioner = storage.provisioner();
    if (provisioner.startsWith("kubernetes.io/")) {
      events.warning(
          PERSISTENT_VOLUME_CLAIM,
          claim,
          "ProvisioningFailed",
          "no volume plugin matched name: " + provisioner);
      return;
    }
    Map<String, String> annotations = new HashMap<>(claim.metadata().annotations());
    annotations.put(PROVISIONER, provisioner);
    annotations.put(PROVISIONER_BETA, provisioner);
    if (!annotations.equals(claim.metadata().annotations())) {
      client
          .resources(PERSISTENT_VOLUME_CLAIM, claim.metadata().namespace())
          .update(claim.with(b -> b.metadata(m -> m.annotations(annotations))));
    }
    events.normal(
        PERSISTENT_VOLUME_CLAIM,
        claim,
        "ExternalProvisioning",
        "Waiting for a volume to be created either by the external provisioner '%s' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered."
            .formatted(provisioner));
  }
}
