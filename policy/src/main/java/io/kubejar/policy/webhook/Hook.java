package io.kubejar.policy.webhook;

import io.kubejar.api.admissionregistration.v1.MatchCondition;
import io.kubejar.api.admissionregistration.v1.MutatingWebhook;
import io.kubejar.api.admissionregistration.v1.RuleWithOperations;
import io.kubejar.api.admissionregistration.v1.ServiceReference;
import io.kubejar.api.admissionregistration.v1.ValidatingWebhook;
import io.kubejar.api.admissionregistration.v1.WebhookClientConfig;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.policy.expression.Conditions;
import io.kubejar.policy.expression.Environments;
import io.kubejar.policy.match.Change;
import io.kubejar.policy.match.Rule;
import io.kubejar.server.spi.webhook.WebhookTarget;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A webhook of either sort, made ready.
///
/// @param configuration the name of the configuration it stands in
/// @param exact whether a rule that names another version of the same objects is not about them
/// @param ignoresFailures whether a change goes on when the webhook cannot be asked
/// @param again whether it wants to be asked again when others changed the object after it
/// @param safe whether asking it has no effects outside when nothing is to be stored
record Hook(
    String configuration,
    String name,
    WebhookTarget client,
    List<Rule> rules,
    boolean exact,
    boolean ignoresFailures,
    @Nullable LabelSelector namespaces,
    @Nullable LabelSelector objects,
    boolean safe,
    Duration timeout,
    List<String> versions,
    boolean again,
    Conditions conditions) {
  private static final int DEFAULT_SECONDS = 10;

  static Hook of(String configuration, ValidatingWebhook hook) {
    return new Hook(
        configuration,
        hook.name(),
        target(hook.clientConfig()),
        rules(hook.rules()),
        "Exact".equals(hook.matchPolicy()),
        "Ignore".equals(hook.failurePolicy()),
        hook.namespaceSelector(),
        hook.objectSelector(),
        isSafe(hook.sideEffects()),
        timeout(hook.timeoutSeconds()),
        hook.admissionReviewVersions(),
        false,
        conditions(hook.matchConditions()));
  }

  static Hook of(String configuration, MutatingWebhook hook) {
    return new Hook(
        configuration,
        hook.name(),
        target(hook.clientConfig()),
        rules(hook.rules()),
        "Exact".equals(hook.matchPolicy()),
        "Ignore".equals(hook.failurePolicy()),
        hook.namespaceSelector(),
        hook.objectSelector(),
        isSafe(hook.sideEffects()),
        timeout(hook.timeoutSeconds()),
        hook.admissionReviewVersions(),
        "IfNeeded".equals(hook.reinvocationPolicy()),
        conditions(hook.matchConditions()));
  }

  /// The change as the webhook sees it; null when it is not about it, before its conditions are
  /// looked at.
  @Nullable Change chosen(Change change) {
    Change chosen = change.chosen(rules, exact);
    return chosen != null && change.inNamespaces(namespaces) && change.hasLabels(objects)
        ? chosen
        : null;
  }

  private static WebhookTarget target(WebhookClientConfig config) {
    ServiceReference service = config.service();
    return new WebhookTarget(
        config.url(),
        service == null
            ? null
            : WebhookTarget.At.of(
                service.namespace(), service.name(), service.path(), service.port()),
        config.caBundle());
  }

  private static List<Rule> rules(List<RuleWithOperations> rules) {
    return rules.stream().map(Rule::of).toList();
  }

  private static boolean isSafe(@Nullable String sideEffects) {
    return "None".equals(sideEffects) || "NoneOnDryRun".equals(sideEffects);
  }

  private static Duration timeout(@Nullable Integer seconds) {
    return Duration.ofSeconds(seconds == null ? DEFAULT_SECONDS : seconds);
  }

  private static Conditions conditions(List<MatchCondition> conditions) {
    // a cluster whose webhooks have no conditions does not load the expression language
    return conditions.isEmpty()
        ? Conditions.NONE
        : Conditions.of(conditions, Environments.conditions());
  }
}
