package io.kubejar.cluster.machines;

import static io.kubejar.api.core.v1.ConfigMapKind.CONFIG_MAP;
import static io.kubejar.api.rbac.v1.ClusterRoleBindingKind.CLUSTER_ROLE_BINDING;
import static io.kubejar.api.rbac.v1.ClusterRoleKind.CLUSTER_ROLE;
import static io.kubejar.api.rbac.v1.RoleBindingKind.ROLE_BINDING;
import static io.kubejar.api.rbac.v1.RoleKind.ROLE;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.rbac.v1.ClusterRole;
import io.kubejar.api.rbac.v1.ClusterRoleBinding;
import io.kubejar.api.rbac.v1.PolicyRule;
import io.kubejar.api.rbac.v1.Role;
import io.kubejar.api.rbac.v1.RoleBinding;
import io.kubejar.api.rbac.v1.RoleRef;
import io.kubejar.api.rbac.v1.Subject;
import io.kubejar.client.Client;
import java.util.List;

/// What joining machines may do, and no more: the roles and bindings that kubeadm makes, and what
/// the service proxy and DNS of a node need to read.
public final class JoinRights {
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final Subject JOINING = group(BootstrapToken.GROUP);
  private static final Subject NODES = group("system:nodes");

  private final Client client;

  /// @param client an administrator's
  public JoinRights(Client client) {
    this.client = client;
  }

  /// Makes what is missing, and keeps the cluster's shape.
  public void grant(ClusterShape shape) {
    ensure(CONFIG_MAP, shape.toConfigMap());
    forAll("kubeadm:kubelet-bootstrap", "system:node-bootstrapper", JOINING);
    String csr = "system:certificates.k8s.io:certificatesigningrequests:";
    forAll("kubeadm:node-autoapprove-bootstrap", csr + "nodeclient", JOINING);
    forAll("kubeadm:node-autoapprove-certificate-rotation", csr + "selfnodeclient", NODES);
    // The switch by which nodes get serving certificates that nobody looked at.
    ensure(
        CLUSTER_ROLE,
        ClusterRole.builder()
            .metadata(it -> it.name("kubejar:selfnodeserver"))
            .rules(
                rule(
                    "certificates.k8s.io",
                    "certificatesigningrequests/selfnodeserver",
                    List.of("create"),
                    ""))
            .build());
    forAll("kubejar:node-autoapprove-serving", "kubejar:selfnodeserver", NODES);
    ensure(
        CLUSTER_ROLE,
        ClusterRole.builder()
            .metadata(it -> it.name("kubejar:approve-node-serving"))
            .rules(
                rule(
                    "certificates.k8s.io",
                    "signers",
                    List.of("approve"),
                    "kubernetes.io/kubelet-serving"))
            .build());
    forAll(
        "kubejar:approve-node-serving",
        "kubejar:approve-node-serving",
        Subject.builder()
            .kind("ServiceAccount")
            .namespace("kube-system")
            .name("certificate-controller")
            .build());
    // On every node runs a service proxy, in the node's own process.
    forAll("kubejar:node-proxier", "system:node-proxier", NODES);
    ensure(
        CLUSTER_ROLE,
        ClusterRole.builder()
            .metadata(it -> it.name("kubeadm:get-nodes"))
            .rules(rule("", "nodes", List.of("get"), ""))
            .build());
    forAll("kubeadm:get-nodes", "kubeadm:get-nodes", JOINING);
    read(
        "kube-public",
        "kubeadm:bootstrap-signer-clusterinfo",
        rule("", "configmaps", List.of("get"), ClusterInfo.NAME),
        Subject.builder().kind("User").apiGroup(RBAC).name("system:anonymous").build());
    read(
        "kube-system",
        "kubeadm:nodes-kubeadm-config",
        rule("", "configmaps", List.of("get"), ClusterShape.CONFIG_MAP),
        JOINING,
        NODES);
    read(
        "kube-system",
        "kubeadm:kubeadm-certs",
        rule("", "secrets", List.of("get"), SharedKeys.SECRET),
        JOINING);
  }

  /// The same where nothing tells of a cluster that machines can join, as in the backup of one that
  /// was for a single machine. Rights that somebody has taken away elsewhere are not given again.
  public void grantFirst(ClusterShape shape) {
    if (client.resources(CONFIG_MAP, "kube-system").find(ClusterShape.CONFIG_MAP).isEmpty()) {
      grant(shape);
    }
  }

  private static Subject group(String name) {
    return Subject.builder().kind("Group").apiGroup(RBAC).name(name).build();
  }

  private static PolicyRule rule(String group, String resource, List<String> verbs, String name) {
    var rule = PolicyRule.builder().apiGroups(group).resources(resource).verbs(verbs);
    return name.isEmpty() ? rule.build() : rule.resourceNames(name).build();
  }

  private void forAll(String name, String role, Subject subject) {
    ensure(
        CLUSTER_ROLE_BINDING,
        ClusterRoleBinding.builder()
            .metadata(it -> it.name(name))
            .roleRef(RoleRef.builder().apiGroup(RBAC).kind("ClusterRole").name(role).build())
            .subjects(subject)
            .build());
  }

  private void read(String namespace, String name, PolicyRule rule, Subject... subjects) {
    ensure(
        ROLE,
        Role.builder().metadata(it -> it.name(name).namespace(namespace)).rules(rule).build());
    ensure(
        ROLE_BINDING,
        RoleBinding.builder()
            .metadata(it -> it.name(name).namespace(namespace))
            .roleRef(RoleRef.builder().apiGroup(RBAC).kind("Role").name(name).build())
            .subjects(subjects)
            .build());
  }

  private <T extends ApiObject> void ensure(Kind<T> kind, T wanted) {
    try {
      client.resources(kind, wanted.metadata().namespace()).create(wanted);
    } catch (ApiException e) {
      if (!e.isAlreadyExists()) {
        throw e;
      }
    }
  }
}
