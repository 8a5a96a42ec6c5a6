package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An HTTPS service that accepts or rejects requests on admission: its address, the requests sent
/// to it, timeout in seconds and failure policy.
@ApiType(
    value = "io.k8s.api.admissionregistration.v1.ValidatingWebhook",
    proto = "k8s.io.api.admissionregistration.v1.ValidatingWebhook")
public record ValidatingWebhook(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2, required = true, always = true) WebhookClientConfig clientConfig,
    @Field(tag = 3, list = ListType.ATOMIC) List<RuleWithOperations> rules,
    @Field(
            tag = 4,
            oneOf = {"Fail", "Ignore"})
        @Nullable String failurePolicy,
    @Field(
            tag = 9,
            oneOf = {"Equivalent", "Exact"})
        @Nullable String matchPolicy,
    @Field(tag = 5) @Nullable LabelSelector namespaceSelector,
    @Field(tag = 10) @Nullable LabelSelector objectSelector,
    @Field(
            tag = 6,
            required = true,
            always = true,
            oneOf = {"None", "NoneOnDryRun", "Some", "Unknown"})
        @Nullable String sideEffects,
    @Field(tag = 7, format = "int32") @Nullable Integer timeoutSeconds,
    @Field(tag = 8, required = true, always = true, list = ListType.ATOMIC)
        List<String> admissionReviewVersions,
    @Field(tag = 11, list = ListType.MAP, keys = "name", patch = "merge", mergeKey = "name")
        List<MatchCondition> matchConditions)
    implements ValidatingWebhookBuilder.With {
  public ValidatingWebhook {
    rules = List.copyOf(rules);
    admissionReviewVersions = List.copyOf(admissionReviewVersions);
    matchConditions = List.copyOf(matchConditions);
  }

  /// An empty draft.
  public static ValidatingWebhookBuilder builder() {
    return new ValidatingWebhookBuilder();
  }
}
