package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.GroupVersionKind;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `serviceaccounts` resource: names and rules of [ServiceAccount].
public final class ServiceAccountKind implements Kind<ServiceAccount> {
  public static final ServiceAccountKind SERVICE_ACCOUNT = new ServiceAccountKind();

  /// The annotation that holds pods to the secrets that their account names.
  public static final String ENFORCE_MOUNTABLE = "kubernetes.io/enforce-mountable-secrets";

  private static final Names NAMES =
      Names.of("", "v1", "ServiceAccount", "serviceaccounts")
          .namespaced()
          .shortNames("sa")
          .stored("/registry/serviceaccounts/", "pbx9ZvyFpBE=")
          .subresource(
              "token",
              new GroupVersionKind("authentication.k8s.io", "v1", "TokenRequest"),
              "create")
          .build();

  private ServiceAccountKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<ServiceAccount> codec() {
    return ServiceAccountCodec.INSTANCE;
  }

  @Override
  public List<String> warnings(ServiceAccount account) {
    return account.metadata().annotations().containsKey(ENFORCE_MOUNTABLE)
        ? List.of(
            "metadata.annotations[%s]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets"
                .formatted(ENFORCE_MOUNTABLE))
        : List.of();
  }

  @Override
  public List<String> warningsOnUpdate(ServiceAccount account, ServiceAccount old) {
    return old.metadata().annotations().containsKey(ENFORCE_MOUNTABLE)
        ? List.of()
        : warnings(account);
  }

  @Override
  public List<Column<ServiceAccount>> columns() {
    return COLUMNS;
  }

  private static final List<Column<ServiceAccount>> COLUMNS =
      List.of(Column.objectName(), Column.age());
}
