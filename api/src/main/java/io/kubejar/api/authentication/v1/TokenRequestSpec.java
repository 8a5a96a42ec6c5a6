package io.kubejar.api.authentication.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The audiences, the lifetime in seconds and the bound object of the token wanted.
///
/// @param audiences Intended recipients of the token; empty means the API server's own audiences.
/// @param expirationSeconds Lifetime wanted in seconds, at least 600 and default 3600; the server
///   may grant another.
/// @param boundObjectRef Object that ends the token's validity once deleted; absent ties it to the
///   service account alone.
@ApiType(
    value = "io.k8s.api.authentication.v1.TokenRequestSpec",
    proto = "k8s.io.api.authentication.v1.TokenRequestSpec")
public record TokenRequestSpec(
    @Field(tag = 1, always = true, list = ListType.ATOMIC) List<String> audiences,
    @Field(tag = 4, always = true, format = "int64") @Nullable Long expirationSeconds,
    @Field(tag = 3, always = true) @Nullable BoundObjectReference boundObjectRef)
    implements TokenRequestSpecBuilder.With {
  public TokenRequestSpec {
    audiences = List.copyOf(audiences);
  }

  /// An empty draft.
  public static TokenRequestSpecBuilder builder() {
    return new TokenRequestSpecBuilder();
  }
}
