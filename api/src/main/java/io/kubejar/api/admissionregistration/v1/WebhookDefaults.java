package io.kubejar.api.admissionregistration.v1;

import static io.kubejar.api.kind.Defaults.each;
import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.meta.v1.LabelSelector;

/// The values that parts of webhooks have where none are given.
final class WebhookDefaults {
  private WebhookDefaults() {}

  static WebhookClientConfig of(WebhookClientConfig config) {
    ServiceReference service = config.service();
    return service == null || service.port() != null
        ? config
        : config.with(draft -> draft.service(s -> s.port(443)));
  }

  static RuleWithOperations of(RuleWithOperations rule) {
    return rule.scope() == null ? rule.with(draft -> draft.scope("*")) : rule;
  }

  static NamedRuleWithOperations of(NamedRuleWithOperations rule) {
    return rule.scope() == null ? rule.with(draft -> draft.scope("*")) : rule;
  }

  static MatchResources of(MatchResources match) {
    return match.with(
        draft ->
            draft
                .matchPolicy(orElse(match.matchPolicy(), "Equivalent"))
                .namespaceSelector(
                    orElse(match.namespaceSelector(), LabelSelector.builder().build()))
                .objectSelector(orElse(match.objectSelector(), LabelSelector.builder().build()))
                .resourceRules(each(match.resourceRules(), WebhookDefaults::of))
                .excludeResourceRules(each(match.excludeResourceRules(), WebhookDefaults::of)));
  }
}
