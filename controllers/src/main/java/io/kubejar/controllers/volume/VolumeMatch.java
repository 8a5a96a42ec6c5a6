package io.kubejar.controllers.volume;

import io.kubejar.api.core.v1.ObjectReference;
import io.kubejar.api.core.v1.PersistentVolume;
import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.value.Quantity;
import io.kubejar.wire.select.Labels;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which volume suits a claim.
final class VolumeMatch {
  private static final String CLASS = "volume.beta.kubernetes.io/storage-class";
  private static final Comparator<PersistentVolume> BEST =
      Comparator.<PersistentVolume>comparingInt(volume -> volume.spec().accessModes().size())
          .thenComparing(VolumeMatch::size)
          .thenComparing(volume -> volume.metadata().name());

  private VolumeMatch() {}

  /// The volume that is kept for the claim, otherwise the smallest free one that suits; null when
  /// there is none.
  ///
  /// @param keptOnly whether free volumes have to wait for the scheduler's choice
  static @Nullable PersistentVolume best(
      PersistentVolumeClaim claim, Collection<PersistentVolume> volumes, boolean keptOnly) {
    Labels selector = Labels.of(claim.spec().selector());
    boolean all = claim.spec().selector() == null;
    PersistentVolume best = null;
    for (PersistentVolume volume : volumes) {
      boolean kept = isFor(volume, claim);
      if (volume.metadata().deletionTimestamp() != null
          || (!kept && volume.spec().claimRef() != null)
          || size(volume).compareTo(wanted(claim)) < 0
          || !mode(volume).equals(mode(claim))) {
        continue;
      }
      if (kept) {
        return volume;
      }
      if (!keptOnly
          && volume.status().phase().equals("Available")
          && (all || selector.matches(volume.metadata().labels()))
          && flaw(volume, claim) == null
          && (best == null || BEST.compare(volume, best) < 0)) {
        best = volume;
      }
    }
    return best;
  }

  /// Why a volume that a claim names does not suit it; null when it does.
  static @Nullable String flaw(PersistentVolume volume, PersistentVolumeClaim claim) {
    if (size(volume).compareTo(wanted(claim)) < 0) {
      return "requested PV is too small";
    }
    if (!className(volume).equals(className(claim))) {
      return "storageClassName does not match";
    }
    if (!attributes(volume.spec().volumeAttributesClassName())
        .equals(attributes(claim.spec().volumeAttributesClassName()))) {
      return "volumeAttributesClassName does not match";
    }
    if (!mode(volume).equals(mode(claim))) {
      return "incompatible volumeMode";
    }
    return volume.spec().accessModes().containsAll(claim.spec().accessModes())
        ? null
        : "incompatible accessMode";
  }

  /// Whether the volume is bound to the claim or kept for it.
  static boolean isFor(PersistentVolume volume, PersistentVolumeClaim claim) {
    ObjectReference reference = volume.spec().claimRef();
    return reference != null
        && reference.name().equals(claim.metadata().name())
        && reference.namespace().equals(claim.metadata().namespace())
        && (reference.uid().isEmpty() || reference.uid().equals(claim.metadata().uid()));
  }

  static String className(PersistentVolumeClaim claim) {
    return Objects.requireNonNullElseGet(
        claim.metadata().annotations().get(CLASS),
        () -> Objects.requireNonNullElse(claim.spec().storageClassName(), ""));
  }

  /// Whether the claim leaves its class open.
  static boolean isOpen(PersistentVolumeClaim claim) {
    return claim.spec().storageClassName() == null
        && !claim.metadata().annotations().containsKey(CLASS);
  }

  private static String className(PersistentVolume volume) {
    return Objects.requireNonNullElse(
        volume.metadata().annotations().get(CLASS), volume.spec().storageClassName());
  }

  private static String attributes(@Nullable String name) {
    return Objects.requireNonNullElse(name, "");
  }

  private static String mode(PersistentVolume volume) {
    return Objects.requireNonNullElse(volume.spec().volumeMode(), "Filesystem");
  }

  private static String mode(PersistentVolumeClaim claim) {
    return Objects.requireNonNullElse(claim.spec().volumeMode(), "Filesystem");
  }

  private static Quantity size(PersistentVolume volume) {
    return Objects.requireNonNullElse(volume.spec().capacity().get("storage"), Quantity.ZERO);
  }

  private static Quantity wanted(PersistentVolumeClaim claim) {
    return Objects.requireNonNullElse(
        claim.spec().resources().requests().get("storage"), Quantity.ZERO);
  }
}
