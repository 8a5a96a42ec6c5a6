package io.kubejar.api.rbac.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.NameRule;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;

/// The `roles` resource: names and rules of [Role].
public final class RoleKind implements Kind<Role> {
  public static final RoleKind ROLE = new RoleKind();

  private static final Names NAMES =
      Names.of("rbac.authorization.k8s.io", "v1", "Role", "roles")
          .namespaced()
          .stored("/registry/roles/", "7FuwZcIIItM=")
          .build();

  private RoleKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<Role> codec() {
    return RoleCodec.INSTANCE;
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
  public void validate(Role object, FieldErrors errors) {
    RuleValidation.check(object.rules(), true, errors);
  }
}
