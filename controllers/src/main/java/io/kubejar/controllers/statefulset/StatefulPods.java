package io.kubejar.controllers.statefulset;

import io.kubejar.api.apps.v1.StatefulSet;
import io.kubejar.api.apps.v1.StatefulSetKind;
import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.core.v1.PersistentVolumeClaimKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Owners;
import java.util.ArrayList;
import java.util.List;

/// Creates, labels and deletes a stateful set's pods, and keeps their claims.
final class StatefulPods {
  private final Client client;
  private final EventRecorder events;
  private final Lister<PersistentVolumeClaim> claims;

  StatefulPods(Client client, EventRecorder events, Lister<PersistentVolumeClaim> claims) {
    this.client = client;
    this.events = events;
    this.claims = claims;
  }

  /// Creates a pod after its claims.
  void create(StatefulSet set, Pod pod) {
    String name = pod.metadata().name();
    createClaims(set, pod);
    try {
      Pod created = client.resources(PodKind.POD, set.metadata().namespace()).create(pod);
      normal(set, "SuccessfulCreate", "create Pod %s in StatefulSet %s successful", name);
      ownClaims(set, created);
    } catch (ApiException e) {
      if (!e.isAlreadyExists()) {
        warning(set, "FailedCreate", "create Pod %s in StatefulSet %s failed error: ", name, e);
      }
      throw e;
    }
  }

  /// Creates those of a pod's claims that are not there.
  void createClaims(StatefulSet set, Pod pod) {
    String name = pod.metadata().name();
    String namespace = set.metadata().namespace();
    for (PersistentVolumeClaim claim : Identity.claims(set, Identity.ordinal(set, pod)).values()) {
      String claimName = claim.metadata().name();
      if (claims.get(namespace, claimName) != null) {
        continue;
      }
      try {
        client
            .resources(PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM, namespace)
            .create(claim);
        normal(
            set,
            "SuccessfulCreate",
            "create Claim " + claimName + " Pod %s in StatefulSet %s success",
            name);
      } catch (ApiException e) {
        if (!e.isAlreadyExists()) {
          warning(
              set,
              "FailedCreate",
              "create Claim " + claimName + " for Pod %s in StatefulSet %s failed error: ",
              name,
              e);
          throw e;
        }
      }
    }
  }

  /// Whether a claim of the pod's name is on its way out, so that the pod has to wait.
  boolean hasStaleClaim(StatefulSet set, Pod pod) {
    for (PersistentVolumeClaim claim : Identity.claims(set, Identity.ordinal(set, pod)).values()) {
      PersistentVolumeClaim known = claims.get(set.metadata().namespace(), claim.metadata().name());
      if (known != null
          && (known.metadata().deletionTimestamp() != null
              || known.metadata().ownerReferences().stream()
                  .anyMatch(
                      o ->
                          o.kind().equals("Pod")
                              && o.name().equals(pod.metadata().name())
                              && !o.uid().equals(pod.metadata().uid())))) {
        return true;
      }
    }
    return false;
  }

  void label(StatefulSet set, Pod pod) {
    client.resources(PodKind.POD, pod.metadata().namespace()).update(Identity.labeled(set, pod));
    normal(
        set,
        "SuccessfulUpdate",
        "update Pod %s in StatefulSet %s successful",
        pod.metadata().name());
  }

  void delete(StatefulSet set, Pod pod) {
    String name = pod.metadata().name();
    try {
      client.resources(PodKind.POD, pod.metadata().namespace()).delete(name);
      normal(set, "SuccessfulDelete", "delete Pod %s in StatefulSet %s successful", name);
    } catch (ApiException e) {
      if (e.isNotFound()) {
        return;
      }
      warning(set, "FailedDelete", "delete Pod %s in StatefulSet %s failed error: ", name, e);
      throw e;
    }
  }

  /// Says that a finished pod is to be replaced, and deletes it.
  void replaceFinished(StatefulSet set, Pod pod, boolean failed) {
    String whole = set.metadata().namespace() + "/" + set.metadata().name();
    String name = pod.metadata().name();
    if (failed) {
      events.warning(
          StatefulSetKind.STATEFUL_SET,
          set,
          "RecreatingFailedPod",
          "StatefulSet " + whole + " is recreating failed Pod " + name);
    } else {
      events.normal(
          StatefulSetKind.STATEFUL_SET,
          set,
          "RecreatingTerminatedPod",
          "StatefulSet " + whole + " is recreating terminated Pod " + name);
    }
    delete(set, pod);
  }

  /// Makes claims owned by what their retention depends on: the set, the pod when it is scaled
  /// away, or nothing.
  void ownClaims(StatefulSet set, Pod pod) {
    var policy = set.spec().persistentVolumeClaimRetentionPolicy();
    boolean whenDeleted = policy != null && policy.whenDeleted().equals("Delete");
    boolean whenScaled = policy != null && policy.whenScaled().equals("Delete");
    int ordinal = Identity.ordinal(set, pod);
    boolean byPod = whenScaled && !Identity.isWanted(set, ordinal);
    boolean bySet = whenDeleted && !byPod;
    for (PersistentVolumeClaim draft : Identity.claims(set, ordinal).values()) {
      PersistentVolumeClaim claim = claims.get(set.metadata().namespace(), draft.metadata().name());
      if (claim == null) {
        if (!byPod && !bySet) {
          continue;
        }
        claim =
            client
                .resources(
                    PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM, set.metadata().namespace())
                .get(draft.metadata().name());
      }
      List<OwnerReference> owners = new ArrayList<>();
      for (OwnerReference owner : claim.metadata().ownerReferences()) {
        boolean ours =
            owner.uid().equals(set.metadata().uid()) || owner.uid().equals(pod.metadata().uid());
        if (!ours) {
          owners.add(owner);
        }
      }
      if (bySet) {
        owners.add(Owners.reference(StatefulSetKind.STATEFUL_SET, set));
      }
      if (byPod) {
        owners.add(Owners.reference(PodKind.POD, pod));
      }
      if (!owners.equals(claim.metadata().ownerReferences())) {
        client
            .resources(
                PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM, set.metadata().namespace())
            .update(claim.with(b -> b.metadata(m -> m.ownerReferences(owners))));
      }
    }
  }

  private void normal(StatefulSet set, String reason, String format, String pod) {
    events.normal(
        StatefulSetKind.STATEFUL_SET,
        set,
        reason,
        String.format(format, pod, set.metadata().name()));
  }

  private void warning(
      StatefulSet set, String reason, String format, String pod, ApiException why) {
    events.warning(
        StatefulSetKind.STATEFUL_SET,
        set,
        reason,
        String.format(format, pod, set.metadata().name()) + why.getMessage());
  }
}
