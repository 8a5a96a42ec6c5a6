package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The message exchanged with a conversion webhook: a request on the way there, a response on the
/// way back.
///
/// @param request What the API server wants converted; present when calling the webhook.
/// @param response What the webhook answers; present only in its reply.
@ApiType(
    value = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.ConversionReview",
    proto = "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.ConversionReview",
    group = "apiextensions.k8s.io",
    version = "v1",
    kind = "ConversionReview")
public record ConversionReview(
    @Field(tag = 1) @Nullable ConversionRequest request,
    @Field(tag = 2) @Nullable ConversionResponse response)
    implements ConversionReviewBuilder.With {
  /// An empty draft.
  public static ConversionReviewBuilder builder() {
    return new ConversionReviewBuilder();
  }
}
