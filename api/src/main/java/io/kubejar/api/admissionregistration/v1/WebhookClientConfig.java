package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Bytes;
import org.jspecify.annotations.Nullable;

/// How to reach a webhook: a URL or a service, and the PEM certificates to trust.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.WebhookClientConfig",
    proto = "k8s.io.api.admissionregistration.v1.WebhookClientConfig")
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
