package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The conversion webhook's address and the review versions it understands, in order of preference.
///
/// @param clientConfig How to reach the webhook; required when the strategy is `Webhook`.
/// @param conversionReviewVersions Review versions the webhook understands, most preferred first;
///   the server uses the first it knows.
@ApiType(
    value = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.WebhookConversion",
    proto = "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.WebhookConversion")
public record WebhookConversion(
    @Field(tag = 2) @Nullable WebhookClientConfig clientConfig,
    @Field(tag = 3, required = true, always = true, list = ListType.ATOMIC)
        List<String> conversionReviewVersions)
    implements WebhookConversionBuilder.With {
  public WebhookConversion {
    conversionReviewVersions = List.copyOf(conversionReviewVersions);
  }

  /// An empty draft.
  public static WebhookConversionBuilder builder() {
    return new WebhookConversionBuilder();
  }
}
