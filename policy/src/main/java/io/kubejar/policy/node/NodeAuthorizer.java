package io.kubejar.policy.node;

import io.kubejar.api.core.v1.PersistentVolume;
import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.core.v1.PersistentVolumeClaimKind;
import io.kubejar.api.core.v1.PersistentVolumeKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.rbac.v1.PolicyRule;
import io.kubejar.api.storage.v1.VolumeAttachment;
import io.kubejar.api.storage.v1.VolumeAttachmentKind;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.ClusterView;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Decides the requests of nodes' agents. Secrets, config maps, claims and accounts are open to a
/// node only as far as pods on it use them.
///
/// The pods of a namespace are looked through for each such request: an index of all references
/// would have to follow every change of every pod, which is far more work than the requests are.
public final class NodeAuthorizer implements Authorizer {
  private static final Set<String> READS = Set.of("get", "list", "watch");

  private final ClusterView view;
  private final List<PolicyRule> rules;

  /// @param rules what every node may do besides: those of the role `system:node`
  public NodeAuthorizer(ClusterView view, List<PolicyRule> rules) {
    this.view = view;
    this.rules = List.copyOf(rules);
  }

  @Override
  public String name() {
    return "Node";
  }

  @Override
  public Decision authorize(Attributes request) {
    if (!NodeIdentity.isNode(request.user())) {
      return new Decision.NoOpinion("");
    }
    String node = NodeIdentity.nameOf(request.user());
    if (node.isEmpty()) {
      return new Decision.NoOpinion(
          "unknown node for user \"%s\"".formatted(request.user().name()));
    }
    if (!request.isResourceRequest()) {
      return byRules(request);
    }
    return switch (request.group() + "/" + request.resource()) {
      case "/secrets" ->
          readOfPods(node, request, pod -> PodReferences.secret(pod, request.name()));
      case "/configmaps" ->
          readOfPods(node, request, pod -> PodReferences.configMap(pod, request.name()));
      case "/persistentvolumeclaims" ->
          request.subresource().equals("status")
              ? claimStatus(node, request)
              : getOfPods(node, request, pod -> PodReferences.claim(pod, request.name()));
      case "/persistentvolumes" -> persistentVolume(node, request);
      case "resource.k8s.io/resourceclaims" ->
          getOfPods(node, request, pod -> PodReferences.resourceClaim(pod, request.name()));
      case "storage.k8s.io/volumeattachments" -> volumeAttachment(node, request);
      case "/serviceaccounts" -> serviceAccount(node, request);
      case "coordination.k8s.io/leases" -> lease(node, request);
      case "storage.k8s.io/csinodes" -> csiNode(node, request);
      case "resource.k8s.io/resourceslices" -> resourceSlice(node, request);
      case "/nodes" -> node(node, request);
      case "/pods" -> pod(node, request);
      default -> byRules(request);
    };
  }

  private Decision readOfPods(String node, Attributes request, Predicate<Pod> uses) {
    if (!READS.contains(request.verb())) {
      return no("can only read resources of this type");
    }
    return ofPods(node, request, uses);
  }

  private Decision getOfPods(String node, Attributes request, Predicate<Pod> uses) {
    if (!request.verb().equals("get")) {
      return no("can only get individual resources of this type");
    }
    return ofPods(node, request, uses);
  }

  private Decision ofPods(String node, Attributes request, Predicate<Pod> uses) {
    if (!request.subresource().isEmpty()) {
      return no("cannot read subresource");
    }
    if (request.name().isEmpty()) {
      return no("No Object name found");
    }
    if (request.namespace().isEmpty()) {
      return no("can only read namespaced object of this type");
    }
    return podOnNode(node, request.namespace(), uses) ? yes() : unrelated(node);
  }

  private Decision claimStatus(String node, Attributes request) {
    return switch (request.verb()) {
      case "get", "update", "patch" ->
          podOnNode(node, request.namespace(), pod -> PodReferences.claim(pod, request.name()))
              ? yes()
              : unrelated(node);
      default -> no("can only get/update/patch this type");
    };
  }

  private Decision persistentVolume(String node, Attributes request) {
    if (!request.verb().equals("get")) {
      return no("can only get individual resources of this type");
    }
    PersistentVolume volume = view.get(PersistentVolumeKind.PERSISTENT_VOLUME, "", request.name());
    if (volume == null || volume.spec().claimRef() == null) {
      return unrelated(node);
    }
    var reference = volume.spec().claimRef();
    PersistentVolumeClaim claim =
        view.get(
            PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM,
            reference.namespace(),
            reference.name());
    boolean used =
        claim != null
            && podOnNode(
                node, reference.namespace(), pod -> PodReferences.claim(pod, reference.name()));
    return used ? yes() : unrelated(node);
  }

  private Decision volumeAttachment(String node, Attributes request) {
    if (!request.verb().equals("get")) {
      return no("can only get individual resources of this type");
    }
    VolumeAttachment attachment =
        view.get(VolumeAttachmentKind.VOLUME_ATTACHMENT, "", request.name());
    return attachment != null && attachment.spec().nodeName().equals(node)
        ? yes()
        : unrelated(node);
  }

  private Decision serviceAccount(String node, Attributes request) {
    boolean token = request.verb().equals("create") && request.subresource().equals("token");
    boolean get = request.verb().equals("get") && request.subresource().isEmpty();
    if (!token && !get) {
      return no("can only get, or create tokens for, individual service accounts");
    }
    return podOnNode(
            node,
            request.namespace(),
            pod -> pod.spec().serviceAccountName().equals(request.name()))
        ? yes()
        : unrelated(node);
  }

  private static Decision lease(String node, Attributes request) {
    if (!Set.of("get", "create", "update", "patch", "delete").contains(request.verb())) {
      return no("can only get, create, update, patch, or delete a node lease");
    }
    if (!request.namespace().equals("kube-node-lease")) {
      return no("can only access leases in the \"kube-node-lease\" system namespace");
    }
    // The name in a created object is looked at by admission.
    return request.verb().equals("create") || request.name().equals(node)
        ? yes()
        : no("can only access node lease with the same name as the requesting node");
  }

  private static Decision csiNode(String node, Attributes request) {
    if (!Set.of("get", "create", "update", "patch", "delete").contains(request.verb())) {
      return no("can only get, create, update, patch, or delete a CSINode");
    }
    if (!request.subresource().isEmpty()) {
      return no("cannot authorize CSINode subresources");
    }
    return request.verb().equals("create") || request.name().equals(node)
        ? yes()
        : no("can only access CSINode with the same name as the requesting node");
  }

  private static Decision resourceSlice(String node, Attributes request) {
    if (!request.subresource().isEmpty()) {
      return no("cannot authorize ResourceSlice subresources");
    }
    return switch (request.verb()) {
      case "create", "update", "patch", "delete", "get" -> yes();
      case "deletecollection", "list", "watch" ->
          selects(request.fieldSelector(), "spec.nodeName", node)
              ? yes()
              : no(
                  "can only list/watch/deletecollection resourceslices with spec.nodeName field"
                      + " selector");
      default ->
          no(
              "only the following verbs are allowed for a ResourceSlice: [create delete get patch"
                  + " update]");
    };
  }

  private Decision node(String node, Attributes request) {
    if (request.subresource().isEmpty() && READS.contains(request.verb())) {
      if (request.verb().equals("get") || !request.name().isEmpty()) {
        return request.name().equals(node)
            ? yes()
            : no(
                "node '%s' cannot read '%s', only its own Node object"
                    .formatted(node, request.name()));
      }
      return selects(request.fieldSelector(), "metadata.name", node)
          ? yes()
          : no("node '%s' cannot read all nodes, only its own Node object".formatted(node));
    }
    return byRules(request);
  }

  private Decision pod(String node, Attributes request) {
    if (!request.subresource().isEmpty() || !READS.contains(request.verb())) {
      return byRules(request);
    }
    if (request.verb().equals("get") || !request.name().isEmpty()) {
      Pod pod = view.get(PodKind.POD, request.namespace(), request.name());
      return pod != null && pod.spec().nodeName().equals(node) ? yes() : unrelated(node);
    }
    return selects(request.fieldSelector(), "spec.nodeName", node)
        ? yes()
        : no("can only list/watch pods with spec.nodeName field selector");
  }

  private Decision byRules(Attributes request) {
    for (PolicyRule rule : rules) {
      if (rule.verbs().contains(request.verb())
          && rule.apiGroups().contains(request.group())
          && rule.resources()
              .contains(
                  request.subresource().isEmpty()
                      ? request.resource()
                      : request.resource() + "/" + request.subresource())) {
        return yes();
      }
    }
    return no("");
  }

  private boolean podOnNode(String node, String namespace, Predicate<Pod> uses) {
    for (Pod pod : view.list(PodKind.POD, namespace)) {
      if (pod.spec().nodeName().equals(node) && uses.test(pod)) {
        return true;
      }
    }
    return false;
  }

  private static boolean selects(String selector, String field, String value) {
    for (String term : selector.split(",")) {
      String wanted = term.strip();
      if (wanted.equals(field + "=" + value) || wanted.equals(field + "==" + value)) {
        return true;
      }
    }
    return false;
  }

  private static Decision yes() {
    return new Decision.Allowed("");
  }

  private static Decision no(String reason) {
    return new Decision.NoOpinion(reason);
  }

  private static Decision unrelated(String node) {
    return no("no relationship found between node '%s' and this object".formatted(node));
  }
}
