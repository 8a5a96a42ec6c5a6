package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// How custom objects are turned from one version into another: by changing `apiVersion` only, or
/// through a webhook.
///
/// @param strategy `None` (default) changes only the apiVersion, `Webhook` calls an external
///   service to convert.
/// @param webhook How the conversion webhook is called; required with `Webhook`, forbidden
///   otherwise.
@ApiType(
    value = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceConversion",
    proto = "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceConversion")
public record CustomResourceConversion(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {"None", "Webhook"})
        String strategy,
    @Field(tag = 2) @Nullable WebhookConversion webhook)
    implements CustomResourceConversionBuilder.With {
  /// An empty draft.
  public static CustomResourceConversionBuilder builder() {
    return new CustomResourceConversionBuilder();
  }
}
