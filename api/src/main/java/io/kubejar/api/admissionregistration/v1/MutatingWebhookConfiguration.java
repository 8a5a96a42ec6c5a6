package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A cluster-scoped list of webhooks that may change objects on admission.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.MutatingWebhookConfiguration",
    proto = "k8s.io.api.admissionregistration.v1.MutatingWebhookConfiguration",
    group = "admissionregistration.k8s.io",
    version = "v1",
    kind = "MutatingWebhookConfiguration")
public record MutatingWebhookConfiguration(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(
            tag = 2,
            proto = "Webhooks",
            list = ListType.MAP,
            keys = "name",
            patch = "merge",
            mergeKey = "name")
        List<MutatingWebhook> webhooks)
    implements ApiObject, MutatingWebhookConfigurationBuilder.With {
  public MutatingWebhookConfiguration {
    webhooks = List.copyOf(webhooks);
  }

  /// An empty draft.
  public static MutatingWebhookConfigurationBuilder builder() {
    return new MutatingWebhookConfigurationBuilder();
  }
}
