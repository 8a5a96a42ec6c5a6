package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Bytes;
import org.jspecify.annotations.Nullable;

/// How to reach a conversion webhook: a URL or a service, and the PEM certificates to trust.
///
/// @param url Complete HTTPS address of the webhook, without query, fragment or credentials;
///   excludes `service`.
/// @param service In-cluster service through which the webhook is reached; excludes `url`.
/// @param caBundle PEM certificates for verifying the webhook, base64-encoded in JSON; absent uses
///   the system's trust roots.
@ApiType(
    value = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.WebhookClientConfig",
    proto = "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.WebhookClientConfig")
public record WebhookClientConfig(
    @Field(tag = 3) @Nullable String url,
    @Field(tag = 1) @Nullable ServiceReference service,
    @Field(tag = 2, format = "byte") Bytes caBundle)
    implements WebhookClientConfigBuilder.With {
  /// An empty draft.
  public static WebhookClientConfigBuilder builder() {
    return new WebhookClientConfigBuilder();
  }
}
