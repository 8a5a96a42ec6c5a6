package io.kubejar.server.bootstrap;

import io.kubejar.api.flowcontrol.v1.FlowSchema;
import io.kubejar.api.flowcontrol.v1.PriorityLevelConfiguration;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.rbac.v1.ClusterRole;
import io.kubejar.api.rbac.v1.ClusterRoleBinding;
import io.kubejar.api.rbac.v1.PolicyRule;
import io.kubejar.api.rbac.v1.Role;
import io.kubejar.api.rbac.v1.RoleBinding;
import io.kubejar.api.rbac.v1.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Brings objects that are there up to what this version needs. Of roles and bindings nothing is
/// taken away, and one annotated `rbac.authorization.kubernetes.io/autoupdate: "false"` stays as it
/// is. Flow schemas and priority levels annotated `apf.kubernetes.io/autoupdate-spec: "true"` get
/// their specification back.
final class Reconciled {
  private static final String AUTOUPDATE = "rbac.authorization.kubernetes.io/autoupdate";

  private static final String AUTOUPDATE_SPEC = "apf.kubernetes.io/autoupdate-spec";

  private Reconciled() {}

  /// The stored object with what it lacks; the same instance when it lacks nothing.
  static ApiObject of(ApiObject stored, ApiObject wanted) {
    if ("false".equals(stored.metadata().annotations().get(AUTOUPDATE))) {
      return stored;
    }
    return switch (stored) {
      case ClusterRole role when wanted instanceof ClusterRole model -> clusterRole(role, model);
      case Role role when wanted instanceof Role model -> {
        List<PolicyRule> rules = merged(role.rules(), model.rules());
        yield rules == role.rules() ? role : role.with(it -> it.rules(rules));
      }
      case ClusterRoleBinding binding when wanted instanceof ClusterRoleBinding model -> {
        List<Subject> subjects = merged(binding.subjects(), model.subjects());
        yield subjects == binding.subjects() || !binding.roleRef().equals(model.roleRef())
            ? binding
            : binding.with(it -> it.subjects(subjects));
      }
      case RoleBinding binding when wanted instanceof RoleBinding model -> {
        List<Subject> subjects = merged(binding.subjects(), model.subjects());
        yield subjects == binding.subjects() || !binding.roleRef().equals(model.roleRef())
            ? binding
            : binding.with(it -> it.subjects(subjects));
      }
      // The schema and the level that take what nothing else does are as they have to be.
      case FlowSchema schema when wanted instanceof FlowSchema model && isOurs(schema) ->
          schema.spec().equals(model.spec()) ? schema : schema.with(it -> it.spec(model.spec()));
      case PriorityLevelConfiguration level
          when wanted instanceof PriorityLevelConfiguration model && isOurs(level) ->
          level.spec().equals(model.spec()) ? level : level.with(it -> it.spec(model.spec()));
      default -> stored;
    };
  }

  private static boolean isOurs(ApiObject object) {
    return object.metadata().name().equals("catch-all")
        || "true".equals(object.metadata().annotations().get(AUTOUPDATE_SPEC));
  }

  private static ClusterRole clusterRole(ClusterRole role, ClusterRole model) {
    // What an aggregated role gathers is not for us to write.
    List<PolicyRule> rules =
        model.aggregationRule() == null ? merged(role.rules(), model.rules()) : role.rules();
    Map<String, String> labels = model.metadata().labels();
    boolean labelled = role.metadata().labels().entrySet().containsAll(labels.entrySet());
    if (rules == role.rules() && labelled) {
      return role;
    }
    var all = new HashMap<>(role.metadata().labels());
    all.putAll(labels);
    return role.with(it -> it.rules(rules).metadata(metadata -> metadata.labels(all)));
  }

  private static <E> List<E> merged(List<E> stored, List<E> wanted) {
    if (stored.containsAll(wanted)) {
      return stored;
    }
    var merged = new ArrayList<>(stored);
    for (E each : wanted) {
      if (!merged.contains(each)) {
        merged.add(each);
      }
    }
    return merged;
  }
}
