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

/// The `rolebindings` resource: names and rules of [RoleBinding].
public final class RoleBindingKind implements Kind<RoleBinding> {
  public static final RoleBindingKind ROLE_BINDING = new RoleBindingKind();

  private static final Names NAMES =
      Names.of("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings")
          .namespaced()
          .stored("/registry/rolebindings/", "eGsCzGH6b1g=")
          .build();

  private RoleBindingKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<RoleBinding> codec() {
    return RoleBindingCodec.INSTANCE;
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
  public RoleBinding defaults(RoleBinding binding) {
    return binding.with(
        draft ->
            draft
                .roleRef(r -> r.apiGroup(orElse(binding.roleRef().apiGroup(), BindingRules.GROUP)))
                .subjects(each(binding.subjects(), BindingRules::filled)));
  }

  @Override
  public void validate(RoleBinding binding, FieldErrors errors) {
    BindingRules.check(
        binding.roleRef(), binding.subjects(), List.of("ClusterRole", "Role"), true, errors);
  }

  @Override
  public void validateUpdate(RoleBinding binding, RoleBinding old, FieldErrors errors) {
    validate(binding, errors);
    BindingRules.checkKept(binding.roleRef(), old.roleRef(), errors);
  }

  @Override
  public List<Column<RoleBinding>> columns() {
    return COLUMNS;
  }

  private static final List<Column<RoleBinding>> COLUMNS =
      BindingRules.columns(RoleBinding::roleRef, RoleBinding::subjects);
}
