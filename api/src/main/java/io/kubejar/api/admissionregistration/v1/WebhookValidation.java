package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.LabelSelectorValidation;
import io.kubejar.api.kind.Path;
import io.kubejar.api.kind.WebhookAddress;
import io.kubejar.api.meta.v1.LabelSelector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for admission webhooks of both sorts.
final class WebhookValidation {
  private static final List<String> FAILURE_POLICIES = List.of("Fail", "Ignore");
  private static final List<String> SIDE_EFFECTS = List.of("None", "NoneOnDryRun");
  private static final List<String> REINVOCATION_POLICIES = List.of("IfNeeded", "Never");
  private static final List<String> REVIEW_VERSIONS = List.of("v1", "v1beta1");
  private static final int MAX_TIMEOUT = 30;

  private WebhookValidation() {}

  /// What both sorts of webhooks have; `reinvocationPolicy` is null for those that only validate.
  record Webhook(
      String name,
      WebhookClientConfig clientConfig,
      List<RuleWithOperations> rules,
      @Nullable String failurePolicy,
      @Nullable String matchPolicy,
      @Nullable LabelSelector namespaceSelector,
      @Nullable LabelSelector objectSelector,
      @Nullable String sideEffects,
      @Nullable Integer timeoutSeconds,
      List<String> admissionReviewVersions,
      @Nullable String reinvocationPolicy,
      List<MatchCondition> matchConditions) {
    static Webhook of(ValidatingWebhook hook) {
      return new Webhook(
          hook.name(),
          hook.clientConfig(),
          hook.rules(),
          hook.failurePolicy(),
          hook.matchPolicy(),
          hook.namespaceSelector(),
          hook.objectSelector(),
          hook.sideEffects(),
          hook.timeoutSeconds(),
          hook.admissionReviewVersions(),
          null,
          hook.matchConditions());
    }

    static Webhook of(MutatingWebhook hook) {
      return new Webhook(
          hook.name(),
          hook.clientConfig(),
          hook.rules(),
          hook.failurePolicy(),
          hook.matchPolicy(),
          hook.namespaceSelector(),
          hook.objectSelector(),
          hook.sideEffects(),
          hook.timeoutSeconds(),
          hook.admissionReviewVersions(),
          hook.reinvocationPolicy(),
          hook.matchConditions());
    }

    boolean knowsReviewVersion() {
      return REVIEW_VERSIONS.stream().anyMatch(admissionReviewVersions::contains);
    }

    boolean hasNoSideEffects() {
      return sideEffects != null && SIDE_EFFECTS.contains(sideEffects);
    }
  }

  static void check(List<Webhook> hooks, FieldErrors errors) {
    check(hooks, true, true, true, errors);
  }

  /// Rules that the old object breaks already do not hold for the new one.
  static void checkUpdate(List<Webhook> hooks, List<Webhook> old, FieldErrors errors) {
    check(
        hooks,
        old.stream().allMatch(Webhook::knowsReviewVersion),
        old.stream().allMatch(Webhook::hasNoSideEffects),
        old.stream().map(Webhook::name).distinct().count() == old.size(),
        errors);
  }

  private static void check(
      List<Webhook> hooks,
      boolean knownVersion,
      boolean noSideEffects,
      boolean uniqueNames,
      FieldErrors errors) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < hooks.size(); i++) {
      Webhook hook = hooks.get(i);
      Path path = Path.of("webhooks").index(i);
      check(hook, noSideEffects, path, errors);
      checkVersions(
          hook.admissionReviewVersions(),
          knownVersion,
          path.child("admissionReviewVersions"),
          errors);
      if (uniqueNames && !hook.name().isEmpty() && !names.add(hook.name())) {
        errors.duplicate(path.child("name"), hook.name());
      }
    }
  }

  private static void check(Webhook hook, boolean noSideEffects, Path path, FieldErrors errors) {
    checkName(hook.name(), path.child("name"), errors);
    for (int i = 0; i < hook.rules().size(); i++) {
      MatchValidation.check(hook.rules().get(i), path.child("rules").index(i), errors);
    }
    checkKnown(hook.failurePolicy(), FAILURE_POLICIES, path.child("failurePolicy"), errors);
    checkKnown(
        hook.matchPolicy(), MatchValidation.MATCH_POLICIES, path.child("matchPolicy"), errors);
    String effects = hook.sideEffects();
    List<String> allowed =
        noSideEffects ? SIDE_EFFECTS : List.of("None", "NoneOnDryRun", "Some", "Unknown");
    if (effects == null) {
      errors.required(
          path.child("sideEffects"), "must specify one of " + String.join(", ", allowed));
    } else {
      checkKnown(effects, allowed, path.child("sideEffects"), errors);
    }
    Integer timeout = hook.timeoutSeconds();
    if (timeout != null && (timeout > MAX_TIMEOUT || timeout < 1)) {
      errors.invalid(
          path.child("timeoutSeconds"),
          timeout,
          "the timeout value must be between 1 and 30 seconds");
    }
    LabelSelectorValidation.check(
        hook.namespaceSelector(), path.child("namespaceSelector"), errors);
    LabelSelectorValidation.check(hook.objectSelector(), path.child("objectSelector"), errors);
    checkKnown(
        hook.reinvocationPolicy(), REINVOCATION_POLICIES, path.child("reinvocationPolicy"), errors);
    checkClient(hook.clientConfig(), path.child("clientConfig"), errors);
    MatchValidation.checkConditions(hook.matchConditions(), path.child("matchConditions"), errors);
  }

  private static void checkKnown(
      @Nullable String value, List<String> known, Path path, FieldErrors errors) {
    if (value != null && !known.contains(value)) {
      errors.notSupported(path, value, known);
    }
  }

  private static void checkName(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path);
      return;
    }
    List<String> wrong = Formats.dnsSubdomain(name);
    if (!wrong.isEmpty()) {
      errors.invalid(path, name, String.join(",", wrong));
    } else if (name.split("\\.", -1).length < 3) {
      errors.invalid(
          path, name, "should be a domain with at least three segments separated by dots");
    }
  }

  private static void checkClient(WebhookClientConfig client, Path path, FieldErrors errors) {
    String url = client.url();
    ServiceReference service = client.service();
    if ((url == null) == (service == null)) {
      errors.required(path, "exactly one of url or service is required");
    } else if (url != null) {
      WebhookAddress.checkUrl(url, path.child("url"), errors);
    } else if (service != null) {
      Integer port = service.port();
      WebhookAddress.checkService(
          new WebhookAddress(
              service.name(), service.namespace(), service.path(), port == null ? 443 : port),
          path.child("service"),
          errors);
    }
  }

  private static void checkVersions(
      List<String> versions, boolean known, Path path, FieldErrors errors) {
    if (versions.isEmpty()) {
      errors.required(path, "must specify one of " + String.join(", ", REVIEW_VERSIONS));
      return;
    }
    Set<String> seen = new HashSet<>();
    boolean accepted = false;
    for (int i = 0; i < versions.size(); i++) {
      String version = versions.get(i);
      if (!seen.add(version)) {
        errors.duplicate(path.index(i), version);
        continue;
      }
      errors.invalid(path.index(i), version, Formats.dns1035Label(version));
      accepted |= REVIEW_VERSIONS.contains(version);
    }
    if (known && !accepted) {
      errors.invalid(
          path, versions, "must include at least one of " + String.join(", ", REVIEW_VERSIONS));
    }
  }
}
