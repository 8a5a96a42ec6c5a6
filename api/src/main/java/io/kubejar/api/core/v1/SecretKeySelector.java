package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// One key of a secret in the pod's namespace, optionally allowed to be absent.
///
/// @param name Name of the object meant, in the same namespace as the referring one.
/// @param key Entry of the Secret's data whose value is to be taken.
/// @param optional Whether the Secret or its key may be absent; default false.
@ApiType(
    value = "io.k8s.api.core.v1.SecretKeySelector",
    proto = "k8s.io.api.core.v1.SecretKeySelector",
    atomic = true)
public record SecretKeySelector(
    @Field(tag = 1, within = 1, byDefault = "\"\"") String name,
    @Field(tag = 2, required = true, always = true) String key,
    @Field(tag = 3) @Nullable Boolean optional)
    implements SecretKeySelectorBuilder.With {
  /// An empty draft.
  public static SecretKeySelectorBuilder builder() {
    return new SecretKeySelectorBuilder();
  }
}
