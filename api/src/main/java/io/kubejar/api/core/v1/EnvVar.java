package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// One environment variable of a container, given a literal value or a source for it. A literal may
/// use `$(NAME)` to insert variables defined earlier.
///
/// @param name Variable name, of printable ASCII characters without `=`.
/// @param value Literal text, empty by default; `$(NAME)` inserts earlier variables and `$$`
///   produces a single dollar sign.
/// @param valueFrom Where to take the value from; may not be combined with a non-empty `value`.
@ApiType(value = "io.k8s.api.core.v1.EnvVar", proto = "k8s.io.api.core.v1.EnvVar")
public record EnvVar(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2) String value,
    @Field(tag = 3) @Nullable EnvVarSource valueFrom)
    implements EnvVarBuilder.With {
  /// An empty draft.
  public static EnvVarBuilder builder() {
    return new EnvVarBuilder();
  }
}
