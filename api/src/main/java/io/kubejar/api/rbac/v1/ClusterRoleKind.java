package io.kubejar.api.rbac.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.LabelSelectorValidation;
import io.kubejar.api.kind.NameRule;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;

/// The `clusterroles` resource: names and rules of [ClusterRole].
public final class ClusterRoleKind implements Kind<ClusterRole> {
  public static final ClusterRoleKind CLUSTER_ROLE = new ClusterRoleKind();

  private static final Names NAMES =
      Names.of("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles")
          .stored("/registry/clusterroles/", "bYE5ZWDrJ44=")
          .build();

  private ClusterRoleKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<ClusterRole> codec() {
    return ClusterRoleCodec.INSTANCE;
  }

  @Override
  public NameRule nameRule() {
    return NameRule.PATH_SEGMENT;
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public void validate(ClusterRole object, FieldErrors errors) {
    RuleValidation.check(object.rules(), false, errors);
    AggregationRule aggregation = object.aggregationRule();
    if (aggregation != null) {
      Path at = Path.of("aggregationRule", "clusterRoleSelectors");
      if (aggregation.clusterRoleSelectors().isEmpty()) {
        errors.required(
            at, "at least one clusterRoleSelector required if aggregationRule is non-nil");
      }
      for (int i = 0; i < aggregation.clusterRoleSelectors().size(); i++) {
        LabelSelectorValidation.check(
            aggregation.clusterRoleSelectors().get(i), at.index(i), errors);
      }
    }
  }
}
