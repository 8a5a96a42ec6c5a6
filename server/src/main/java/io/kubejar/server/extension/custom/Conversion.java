package io.kubejar.server.extension.custom;

import io.kubejar.api.apiextensions.v1.CustomResourceConversion;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import io.kubejar.api.apiextensions.v1.WebhookConversion;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.server.spi.webhook.WebhookCaller;
import io.kubejar.wire.json.JsonValue;
import java.util.List;

/// Turns objects of one version of a kind into objects of another.
@FunctionalInterface
public interface Conversion {
  /// The versions have the same form, but for what their schemas leave out.
  Conversion NONE = (object, apiVersion) -> object.with("apiVersion", JsonValue.of(apiVersion));

  /// The way that a definition declares.
  static Conversion of(CustomResourceDefinition definition, WebhookCaller caller) {
    CustomResourceConversion declared = definition.spec().conversion();
    WebhookConversion webhook = declared == null ? null : declared.webhook();
    return declared == null || webhook == null || !declared.strategy().equals("Webhook")
        ? NONE
        : new ConversionWebhook(webhook, definition.spec().names().listKind(), caller);
  }

  /// An object in another version.
  ///
  /// @param apiVersion the group and version wanted
  JsonValue.Obj convert(JsonValue.Obj object, String apiVersion) throws ApiException;

  /// Objects of several versions in one, in the same order.
  default List<JsonValue.Obj> convertAll(List<JsonValue.Obj> objects, String apiVersion)
      throws ApiException {
    return objects.stream().map(object -> convert(object, apiVersion)).toList();
  }
}
