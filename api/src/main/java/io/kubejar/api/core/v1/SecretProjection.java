package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Entries of a secret placed as files in a projected volume.
///
/// @param name Name of the object meant, in the same namespace as the referring one.
/// @param items Selected keys and their file names; without it, each key becomes a file.
/// @param optional Whether the Secret or selected keys may be absent; default false.
@ApiType(
    value = "io.k8s.api.core.v1.SecretProjection",
    proto = "k8s.io.api.core.v1.SecretProjection")
public record SecretProjection(
    @Field(tag = 1, within = 1, byDefault = "\"\"") String name,
    @Field(tag = 2, list = ListType.ATOMIC) List<KeyToPath> items,
    @Field(tag = 4) @Nullable Boolean optional)
    implements SecretProjectionBuilder.With {
  public SecretProjection {
    items = List.copyOf(items);
  }

  /// An empty draft.
  public static SecretProjectionBuilder builder() {
    return new SecretProjectionBuilder();
  }
}
