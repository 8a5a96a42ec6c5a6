package io.kubejar.api.rbac.v1;

import static io.kubejar.api.kind.Defaults.each;
import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.NameRule;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `clusterrolebindings` resource: names and rules of [ClusterRoleBinding].
public final class ClusterRoleBindingKind implements Kind<ClusterRoleBinding> {
  public static final ClusterRoleBindingKind CLUSTER_ROLE_BINDING = new ClusterRoleBindingKind();

  private static final Names NAMES =
      Names.of("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings")
          .stored("/registry/clusterrolebindings/", "48tpQ8gZHFc=")
          .build();

  private ClusterRoleBindingKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<ClusterRoleBinding> codec() {
    return ClusterRoleBindingCodec.INSTANCE;
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
  public ClusterRoleBinding defaults(ClusterRoleBinding binding) {
    return binding.with(
        draft ->
            draft
                .roleRef(r -> r.apiGroup(orElse(binding.roleRef().apiGroup(), BindingRules.GROUP)))
                .subjects(each(binding.subjects(), BindingRules::filled)));
  }

  @Override
  public void validate(ClusterRoleBinding binding, FieldErrors errors) {
    BindingRules.check(
        binding.roleRef(), binding.subjects(), List.of("ClusterRole"), false, errors);
  }

  @Override
  public void validateUpdate(
      ClusterRoleBinding binding, ClusterRoleBinding old, FieldErrors errors) {
    validate(binding, errors);
    BindingRules.checkKept(binding.roleRef(), old.roleRef(), errors);
  }

  @Override
  public List<Column<ClusterRoleBinding>> columns() {
    return COLUMNS;
  }

  private static final List<Column<ClusterRoleBinding>> COLUMNS =
      BindingRules.columns(ClusterRoleBinding::roleRef, ClusterRoleBinding::subjects);
}
