package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A config map or secret whose entries all become environment variables, with an optional prefix
/// for their names.
///
/// @param prefix Text placed before every key to form the variable name.
/// @param configMapRef ConfigMap whose entries become variables; exactly one of the two sources is
///   used.
/// @param secretRef Secret whose entries become variables; exactly one of the two sources is used.
@ApiType(value = "io.k8s.api.core.v1.EnvFromSource", proto = "k8s.io.api.core.v1.EnvFromSource")
public record EnvFromSource(
    @Field(tag = 1) String prefix,
    @Field(tag = 2) @Nullable ConfigMapEnvSource configMapRef,
    @Field(tag = 3) @Nullable SecretEnvSource secretRef)
    implements EnvFromSourceBuilder.With {
  /// An empty draft.
  public static EnvFromSourceBuilder builder() {
    return new EnvFromSourceBuilder();
  }
}
