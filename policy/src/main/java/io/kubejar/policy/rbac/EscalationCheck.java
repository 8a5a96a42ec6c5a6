package io.kubejar.policy.rbac;

import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.rbac.v1.ClusterRole;
import io.kubejar.api.rbac.v1.ClusterRoleBinding;
import io.kubejar.api.rbac.v1.PolicyRule;
import io.kubejar.api.rbac.v1.Role;
import io.kubejar.api.rbac.v1.RoleBinding;
import io.kubejar.api.rbac.v1.RoleRef;
import io.kubejar.api.rbac.v1.Subject;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.Authorizer.Decision;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.RuleResolver;
import io.kubejar.server.spi.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets nobody grant what they do not have themselves, by a role or by a binding, unless they may
/// `escalate` the role or `bind` it.
public final class EscalationCheck implements AdmissionPlugin {
  private static final List<PolicyRule> EVERYTHING =
      List.of(
          PolicyRule.builder().verbs("*").apiGroups("*").resources("*").build(),
          PolicyRule.builder().verbs("*").nonResourceURLs("*").build());

  private final RbacAuthorizer rbac;
  private final Authorizer authorizer;

  /// @param authorizer the whole chain, which is asked for the right to escalate or bind
  public EscalationCheck(RbacAuthorizer rbac, Authorizer authorizer) {
    this.rbac = rbac;
    this.authorizer = authorizer;
  }

  @Override
  public String name() {
    return "RBACEscalationCheck";
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    User user = admission.user();
    if (user.inGroup("system:masters")) {
      return;
    }
    switch (admission.object()) {
      case Role role -> {
        boolean same = admission.old() instanceof Role old && old.rules().equals(role.rules());
        if (!same && !may(admission, "escalate", "roles", admission.name())) {
          confirm(admission, role.rules());
        }
      }
      case ClusterRole role -> checkClusterRole(admission, role);
      case RoleBinding binding -> {
        boolean same =
            admission.old() instanceof RoleBinding old
                && isSame(old.roleRef(), old.subjects(), binding.roleRef(), binding.subjects());
        if (!same) {
          checkBinding(admission, binding.roleRef(), admission.namespace());
        }
      }
      case ClusterRoleBinding binding -> {
        boolean same =
            admission.old() instanceof ClusterRoleBinding old
                && isSame(old.roleRef(), old.subjects(), binding.roleRef(), binding.subjects());
        if (!same) {
          checkBinding(admission, binding.roleRef(), "");
        }
      }
      case null, default -> {}
    }
  }

  private <T extends ApiObject> void checkClusterRole(Admission<T> admission, ClusterRole role) {
    boolean sameRules =
        admission.old() instanceof ClusterRole old
            && old.rules().equals(role.rules())
            && java.util.Objects.equals(old.aggregationRule(), role.aggregationRule());
    if (sameRules || may(admission, "escalate", "clusterroles", admission.name())) {
      return;
    }
    if (role.aggregationRule() != null
        && !RuleCover.coversAll(rbac.rules(admission.user(), "").rules(), EVERYTHING)) {
      throw Failures.forbidden(
          admission.kind().names(),
          nameOf(admission),
          "must have cluster-admin privileges to use the aggregationRule");
    }
    confirm(admission, role.rules());
  }

  private <T extends ApiObject> void checkBinding(
      Admission<T> admission, RoleRef role, String namespace) {
    String resource = role.kind().equals("ClusterRole") ? "clusterroles" : "roles";
    if (may(admission, "bind", resource, role.name())) {
      return;
    }
    List<PolicyRule> rules = rbac.rules(role, namespace);
    if (rules == null) {
      // Upstream names the role, but as one of the resource that the request is about.
      throw Failures.notFound(admission.kind().names(), role.name());
    }
    confirm(admission, rules);
  }

  private <T extends ApiObject> boolean may(
      Admission<T> admission, String verb, String resource, String name) {
    Names kind = admission.kind().names();
    var attributes =
        new Attributes(
            admission.user(),
            verb,
            kind.group(),
            "*",
            resource,
            "",
            admission.namespace(),
            name,
            "",
            "",
            "");
    return authorizer.authorize(attributes) instanceof Decision.Allowed;
  }

  private <T extends ApiObject> void confirm(Admission<T> admission, List<PolicyRule> wanted) {
    User user = admission.user();
    RuleResolver.Rules held = rbac.rules(user, admission.namespace());
    List<String> missing = RuleCover.missing(held.rules(), wanted);
    if (missing.isEmpty()) {
      return;
    }
    String groups = RuleCover.quoted(user.groups());
    String errors =
        held.errors().isEmpty() ? "" : "; resolution errors: " + quotedErrors(held.errors());
    throw Failures.forbidden(
        admission.kind().names(),
        nameOf(admission),
        "user \"%s\" (groups=%s) is attempting to grant RBAC permissions not currently held:\n%s%s"
            .formatted(user.name(), groups, String.join("\n", missing), errors));
  }

  private static String quotedErrors(List<String> errors) {
    return "[" + String.join(", ", errors) + "]";
  }

  private static <T extends ApiObject> String nameOf(Admission<T> admission) {
    T object = admission.object();
    return admission.name().isEmpty() && object != null
        ? object.metadata().name()
        : admission.name();
  }

  private static boolean isSame(
      @Nullable RoleRef oldRole, List<Subject> old, RoleRef role, List<Subject> subjects) {
    return role.equals(oldRole) && old.equals(subjects);
  }
}
