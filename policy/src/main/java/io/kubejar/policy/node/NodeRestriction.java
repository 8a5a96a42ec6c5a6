package io.kubejar.policy.node;

import io.kubejar.api.authentication.v1.BoundObjectReference;
import io.kubejar.api.authentication.v1.TokenRequest;
import io.kubejar.api.coordination.v1.LeaseKind;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.ServiceAccountKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.api.resource.v1.ResourceSlice;
import io.kubejar.api.storage.v1.CSINodeKind;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.Failures;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Keeps what nodes' agents write to their own node, its lease and the pods on it.
public final class NodeRestriction implements AdmissionPlugin {
  private static final String MIRROR = "kubernetes.io/config.mirror";

  private final ClusterView view;
  private final TokenAudiences audiences;

  /// @param authorizer says which audiences a node may ask for that no volume names
  public NodeRestriction(ClusterView view, Authorizer authorizer) {
    this.view = view;
    this.audiences = new TokenAudiences(view, authorizer);
  }

  @Override
  public String name() {
    return "NodeRestriction";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    if (!NodeIdentity.isNode(admission.user())) {
      return admission.object();
    }
    String node = NodeIdentity.nameOf(admission.user());
    if (node.isEmpty()) {
      throw Admitted.forbidden(
          admission,
          "could not determine node from user \"%s\"".formatted(admission.user().name()));
    }
    switch (admission.kind()) {
      case PodKind _ -> pod(admission, node);
      case NodeKind _ -> node(admission, node);
      case ServiceAccountKind _ -> serviceAccount(admission, node);
      case LeaseKind _ -> {
        if (admission.operation() != Operation.DELETE || !admission.name().isEmpty()) {
          lease(admission, node);
        }
      }
      case CSINodeKind _ -> {
        if (!Admitted.name(admission).equals(node)) {
          throw Admitted.forbidden(
              admission, "can only access CSINode with the same name as the requesting node");
        }
      }
      default -> other(admission, node);
    }
    return admission.object();
  }

  private void other(Admission<?> admission, String node) {
    if (admission.object() instanceof PersistentVolumeClaim
        && !admission.subresource().equals("status")) {
      throw Admitted.forbidden(admission, "may only update PVC status");
    }
    if (admission.object() instanceof ResourceSlice slice
        && !node.equals(slice.spec().nodeName())) {
      throw Admitted.forbidden(
          admission, "can only create ResourceSlice with the same NodeName as the requesting node");
    }
  }

  private void pod(Admission<?> admission, String node) {
    switch (admission.subresource()) {
      case "" -> {
        switch (admission.operation()) {
          case CREATE -> createPod(admission, node);
          case DELETE -> {
            Pod pod = admission.old() instanceof Pod old ? old : stored(admission);
            if (pod != null && !pod.spec().nodeName().equals(node)) {
              throw Admitted.forbidden(
                  admission,
                  "node \"%s\" can only delete pods with spec.nodeName set to itself"
                      .formatted(node));
            }
          }
          case UPDATE, CONNECT ->
              throw Admitted.forbidden(
                  admission,
                  "unexpected operation \"%s\", node \"%s\" can only create and delete mirror pods"
                      .formatted(admission.operation(), node));
        }
      }
      case "status" -> {
        if (admission.operation() != Operation.UPDATE
            || !(admission.old() instanceof Pod old)
            || !(admission.object() instanceof Pod changed)) {
          throw Admitted.forbidden(
              admission, "unexpected operation \"%s\"".formatted(admission.operation()));
        }
        if (!old.spec().nodeName().equals(node)) {
          throw Admitted.forbidden(
              admission,
              "node \"%s\" can only update pod status for pods with spec.nodeName set to itself"
                  .formatted(node));
        }
        if (!old.metadata().labels().equals(changed.metadata().labels())) {
          throw Admitted.forbidden(
              admission, "node \"%s\" cannot update labels through pod status".formatted(node));
        }
        if (!old.status()
            .resourceClaimStatuses()
            .equals(changed.status().resourceClaimStatuses())) {
          throw Admitted.forbidden(
              admission, "node \"%s\" cannot update resource claim statues".formatted(node));
        }
        if (!Objects.equals(
            old.status().extendedResourceClaimStatus(),
            changed.status().extendedResourceClaimStatus())) {
          throw Admitted.forbidden(
              admission,
              "node \"%s\" cannot update extended resource claim status".formatted(node));
        }
      }
      case "eviction" -> {
        Pod pod = stored(admission);
        if (pod == null) {
          throw Failures.notFound(admission.kind().names(), admission.name());
        }
        if (!pod.spec().nodeName().equals(node)) {
          throw Admitted.forbidden(
              admission,
              "node %s can only evict pods with spec.nodeName set to itself".formatted(node));
        }
      }
      default ->
          throw Admitted.forbidden(
              admission,
              "unexpected pod subresource \"%s\", only 'status' and 'eviction' are allowed"
                  .formatted(admission.subresource()));
    }
  }

  private @Nullable Pod stored(Admission<?> admission) {
    return view.get(PodKind.POD, admission.namespace(), admission.name());
  }

  private void createPod(Admission<?> admission, String node) {
    if (!(admission.object() instanceof Pod pod)) {
      return;
    }
    if (!pod.metadata().annotations().containsKey(MIRROR)) {
      throw Admitted.forbidden(
          admission,
          "pod does not have \"%s\" annotation, node \"%s\" can only create mirror pods"
              .formatted(MIRROR, node));
    }
    if (!pod.spec().nodeName().equals(node)) {
      throw Admitted.forbidden(
          admission,
          "node \"%s\" can only create pods with spec.nodeName set to itself".formatted(node));
    }
    if (pod.metadata().ownerReferences().size() > 1) {
      throw Admitted.forbidden(
          admission,
          "node \"%s\" can only create pods with a single owner reference set to itself"
              .formatted(node));
    }
    if (pod.metadata().ownerReferences().isEmpty()) {
      throw Admitted.forbidden(
          admission,
          "node \"%s\" can only create pods with an owner reference set to itself".formatted(node));
    }
    OwnerReference owner = pod.metadata().ownerReferences().getFirst();
    if (!owner.apiVersion().equals("v1")
        || !owner.kind().equals("Node")
        || !owner.name().equals(node)) {
      throw Admitted.forbidden(
          admission,
          "node \"%s\" can only create pods with an owner reference set to itself".formatted(node));
    }
    if (!Boolean.TRUE.equals(owner.controller())) {
      throw Admitted.forbidden(
          admission,
          "node \"%s\" can only create pods with a controller owner reference set to itself"
              .formatted(node));
    }
    if (Boolean.TRUE.equals(owner.blockOwnerDeletion())) {
      throw Admitted.forbidden(
          admission,
          "node \"%s\" must not set blockOwnerDeletion on an owner reference".formatted(node));
    }
    Node own = view.get(NodeKind.NODE, "", node);
    if (own == null || !own.metadata().uid().equals(owner.uid())) {
      throw Admitted.forbidden(
          admission,
          "node %s UID mismatch: expected %s got %s"
              .formatted(node, owner.uid(), own == null ? "" : own.metadata().uid()));
    }
    String needed = ApiReferences.first(pod.spec());
    if (needed != null) {
      throw Admitted.forbidden(
          admission, "node \"%s\" can not create pods that reference %s".formatted(node, needed));
    }
  }

  private void node(Admission<?> admission, String node) {
    String target = Admitted.name(admission);
    if (!target.equals(node)) {
      throw Admitted.forbidden(
          admission, "node \"%s\" is not allowed to modify node \"%s\"".formatted(node, target));
    }
    if (!(admission.object() instanceof Node changed)) {
      return;
    }
    NodeLabels.check(admission, changed, admission.old() instanceof Node old ? old : null);
    if (admission.operation() == Operation.CREATE) {
      if (changed.spec().configSource() != null) {
        throw Admitted.forbidden(
            admission,
            "node \"%s\" is not allowed to create pods with a non-nil configSource"
                .formatted(node));
      }
      return;
    }
    if (!(admission.old() instanceof Node old)) {
      return;
    }
    if (changed.spec().configSource() != null
        && !changed.spec().configSource().equals(old.spec().configSource())) {
      throw Admitted.forbidden(
          admission,
          "node \"%s\" is not allowed to update configSource to a new non-nil configSource"
              .formatted(node));
    }
    if (!changed.spec().taints().equals(old.spec().taints())) {
      throw Admitted.forbidden(
          admission, "node \"%s\" is not allowed to modify taints".formatted(node));
    }
    if (!changed.metadata().ownerReferences().equals(old.metadata().ownerReferences())) {
      throw Admitted.forbidden(
          admission, "node \"%s\" is not allowed to modify ownerReferences".formatted(node));
    }
  }

  private void serviceAccount(Admission<?> admission, String node) {
    if (admission.operation() != Operation.CREATE
        || !admission.subresource().equals("token")
        || !(admission.body() instanceof TokenRequest request)) {
      return;
    }
    BoundObjectReference bound = request.spec().boundObjectRef();
    if (bound == null || !bound.apiVersion().equals("v1") || !bound.kind().equals("Pod")) {
      throw Admitted.forbidden(admission, "node requested token not bound to a pod");
    }
    if (bound.uid().isEmpty()) {
      throw Admitted.forbidden(admission, "node requested token with a pod binding without a uid");
    }
    Pod pod = view.get(PodKind.POD, admission.namespace(), bound.name());
    if (pod == null) {
      pod = view.getConsistent(PodKind.POD, admission.namespace(), bound.name());
    }
    if (pod == null) {
      throw Failures.notFound(PodKind.POD.names(), bound.name());
    }
    if (!pod.metadata().uid().equals(bound.uid())) {
      throw Admitted.forbidden(
          admission,
          "the UID in the bound object reference (%s) does not match the UID in record. The object might have been deleted and then recreated"
              .formatted(bound.uid()));
    }
    if (!pod.spec().nodeName().equals(node)) {
      throw Admitted.forbidden(
          admission, "node requested token bound to a pod scheduled on a different node");
    }
    audiences.check(admission, request, pod);
  }

  private static void lease(Admission<?> admission, String node) {
    if (!admission.namespace().equals("kube-node-lease")) {
      throw Admitted.forbidden(
          admission, "can only access leases in the \"kube-node-lease\" system namespace");
    }
    if (!Admitted.name(admission).equals(node)) {
      throw Admitted.forbidden(
          admission, "can only access node lease with the same name as the requesting node");
    }
  }
}
