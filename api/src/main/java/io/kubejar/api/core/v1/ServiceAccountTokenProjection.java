package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// A service account token written as a file for an audience and renewed before it runs out; the
/// lifetime is in seconds and is at least 600.
///
/// @param audience Intended recipient of the token, which should reject it otherwise; default the
///   API server.
/// @param expirationSeconds Requested token lifetime in seconds, at least 600; default 3600,
///   renewed at about 80 percent.
/// @param path Relative file name for the token, without `..`.
@ApiType(
    value = "io.k8s.api.core.v1.ServiceAccountTokenProjection",
    proto = "k8s.io.api.core.v1.ServiceAccountTokenProjection")
public record ServiceAccountTokenProjection(
    @Field(tag = 1) String audience,
    @Field(tag = 2, format = "int64") @Nullable Long expirationSeconds,
    @Field(tag = 3, required = true, always = true) String path)
    implements ServiceAccountTokenProjectionBuilder.With {
  /// An empty draft.
  public static ServiceAccountTokenProjectionBuilder builder() {
    return new ServiceAccountTokenProjectionBuilder();
  }
}
