package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An identity for processes in pods, with image pull secrets and the choice of mounting its token.
///
/// @param metadata Name, namespace, labels and other standard data of the account.
/// @param secrets Secrets that pods of this account may mount, enforced only with a certain
///   annotation; deprecated use.
/// @param imagePullSecrets Registry credentials given to pods of this account that name none
///   themselves.
/// @param automountServiceAccountToken Whether pods get a token of the account mounted, unless they
///   decide it themselves; default true.
@ApiType(
    value = "io.k8s.api.core.v1.ServiceAccount",
    proto = "k8s.io.api.core.v1.ServiceAccount",
    version = "v1",
    kind = "ServiceAccount")
public record ServiceAccount(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 2, list = ListType.MAP, keys = "name", patch = "merge", mergeKey = "name")
        List<ObjectReference> secrets,
    @Field(tag = 3, list = ListType.ATOMIC) List<LocalObjectReference> imagePullSecrets,
    @Field(tag = 4) @Nullable Boolean automountServiceAccountToken)
    implements ApiObject, ServiceAccountBuilder.With {
  public ServiceAccount {
    secrets = List.copyOf(secrets);
    imagePullSecrets = List.copyOf(imagePullSecrets);
  }

  /// An empty draft.
  public static ServiceAccountBuilder builder() {
    return new ServiceAccountBuilder();
  }
}
