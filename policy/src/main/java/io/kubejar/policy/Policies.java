package io.kubejar.policy;

import io.kubejar.api.rbac.v1.PolicyRule;
import io.kubejar.policy.certificates.CertificateApproval;
import io.kubejar.policy.certificates.CertificateRequester;
import io.kubejar.policy.certificates.CertificateSigning;
import io.kubejar.policy.certificates.CertificateSubjectRestriction;
import io.kubejar.policy.defaultingressclass.DefaultIngressClass;
import io.kubejar.policy.defaulttolerationseconds.DefaultTolerationSeconds;
import io.kubejar.policy.limitranger.LimitRanger;
import io.kubejar.policy.masters.MastersAuthorizer;
import io.kubejar.policy.namespacelifecycle.NamespaceLifecycle;
import io.kubejar.policy.node.NodeAuthorizer;
import io.kubejar.policy.node.NodeRestriction;
import io.kubejar.policy.priority.PriorityAdmission;
import io.kubejar.policy.rbac.EscalationCheck;
import io.kubejar.policy.rbac.RbacAuthorizer;
import io.kubejar.policy.runtimeclass.RuntimeClassAdmission;
import io.kubejar.policy.serviceaccount.ServiceAccountAdmission;
import io.kubejar.policy.storage.DefaultStorageClass;
import io.kubejar.policy.storage.PersistentVolumeClaimResize;
import io.kubejar.policy.storage.StorageObjectInUseProtection;
import io.kubejar.policy.taintnodesbycondition.TaintNodesByCondition;
import io.kubejar.policy.union.AuthorizerChain;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.RuleResolver;
import java.security.SecureRandom;
import java.util.List;

/// The authorizers and admission plugins a cluster uses by default, as upstream's
/// `--authorization-mode=Node,RBAC` and its default plugins with `NodeRestriction`.
///
/// @param authorizer all authorizers as one
/// @param rules what users may do, for reviews
/// @param plugins the plugins in the order in which they run
public record Policies(Authorizer authorizer, RuleResolver rules, List<AdmissionPlugin> plugins) {
  public Policies {
    plugins = List.copyOf(plugins);
  }

  /// @param nodeRules what every node may do: the rules of the role `system:node`
  public static Policies standard(ClusterView view, List<PolicyRule> nodeRules) {
    var rbac = new RbacAuthorizer(view);
    var authorizer =
        new AuthorizerChain(
            List.of(new MastersAuthorizer(), new NodeAuthorizer(view, nodeRules), rbac));
    List<AdmissionPlugin> plugins =
        List.of(
            new NamespaceLifecycle(view),
            new LimitRanger(view),
            new ServiceAccountAdmission(view, new SecureRandom(), Thread::sleep),
            new NodeRestriction(view),
            new TaintNodesByCondition(),
            new PriorityAdmission(view),
            new DefaultTolerationSeconds(),
            new DefaultStorageClass(view),
            new StorageObjectInUseProtection(),
            new PersistentVolumeClaimResize(view),
            new RuntimeClassAdmission(view),
            new CertificateRequester(),
            new CertificateApproval(authorizer),
            new CertificateSigning(authorizer),
            new CertificateSubjectRestriction(),
            new DefaultIngressClass(view),
            new EscalationCheck(rbac, authorizer));
    return new Policies(authorizer, rbac, plugins);
  }
}
