package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A cluster-scoped list of webhooks that accept or reject requests.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.ValidatingWebhookConfiguration",
    proto = "k8s.io.api.admissionregistration.v1.ValidatingWebhookConfiguration",
    group = "admissionregistration.k8s.io",
    version = "v1",
    kind = "ValidatingWebhookConfiguration")
public record ValidatingWebhookConfiguration(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(
            tag = 2,
            proto = "Webhooks",
            list = ListType.MAP,
            keys = "name",
            patch = "merge",
            mergeKey = "name")
        List<ValidatingWebhook> webhooks)
    implements ApiObject, ValidatingWebhookConfigurationBuilder.With {
  public ValidatingWebhookConfiguration {
    webhooks = List.copyOf(webhooks);
  }

  /// An empty draft.
  public static ValidatingWebhookConfigurationBuilder builder() {
    return new ValidatingWebhookConfigurationBuilder();
  }
}
