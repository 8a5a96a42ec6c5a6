package io.kubejar.api.admissionregistration.v1;

import static io.kubejar.api.kind.Defaults.each;
import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.LabelSelector;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `validatingwebhookconfigurations` resource: names and rules of
/// [ValidatingWebhookConfiguration].
public final class ValidatingWebhookConfigurationKind
    implements Kind<ValidatingWebhookConfiguration> {
  public static final ValidatingWebhookConfigurationKind VALIDATING_WEBHOOK_CONFIGURATION =
      new ValidatingWebhookConfigurationKind();

  private static final Names NAMES =
      Names.of(
              "admissionregistration.k8s.io",
              "v1",
              "ValidatingWebhookConfiguration",
              "validatingwebhookconfigurations")
          .categories("api-extensions")
          .stored("/registry/validatingwebhookconfigurations/", "B0wHjQmsGNk=")
          .build();

  private ValidatingWebhookConfigurationKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<ValidatingWebhookConfiguration> codec() {
    return ValidatingWebhookConfigurationCodec.INSTANCE;
  }

  @Override
  public List<String> exactlyCompared() {
    return List.of("webhooks");
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public boolean restrictsFinalizers() {
    return false;
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.NONE;
  }

  @Override
  public ValidatingWebhookConfiguration defaults(ValidatingWebhookConfiguration given) {
    return given.with(
        draft ->
            draft.webhooks(each(given.webhooks(), ValidatingWebhookConfigurationKind::filled)));
  }

  private static ValidatingWebhook filled(ValidatingWebhook hook) {
    return hook.with(
        draft ->
            draft
                .clientConfig(WebhookDefaults.of(hook.clientConfig()))
                .rules(each(hook.rules(), WebhookDefaults::of))
                .failurePolicy(orElse(hook.failurePolicy(), "Fail"))
                .matchPolicy(orElse(hook.matchPolicy(), "Equivalent"))
                .namespaceSelector(
                    orElse(hook.namespaceSelector(), LabelSelector.builder().build()))
                .objectSelector(orElse(hook.objectSelector(), LabelSelector.builder().build()))
                .timeoutSeconds(orElse(hook.timeoutSeconds(), 10)));
  }

  @Override
  public void validate(ValidatingWebhookConfiguration object, FieldErrors errors) {
    WebhookValidation.check(hooks(object), errors);
  }

  @Override
  public void validateUpdate(
      ValidatingWebhookConfiguration object,
      ValidatingWebhookConfiguration old,
      FieldErrors errors) {
    WebhookValidation.checkUpdate(hooks(object), hooks(old), errors);
  }

  private static List<WebhookValidation.Webhook> hooks(ValidatingWebhookConfiguration object) {
    return object.webhooks().stream().map(WebhookValidation.Webhook::of).toList();
  }

  @Override
  public List<Column<ValidatingWebhookConfiguration>> columns() {
    return COLUMNS;
  }

  private static final List<Column<ValidatingWebhookConfiguration>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.integer(
              "Webhooks", "How many calls there are.", each -> (long) each.webhooks().size()),
          Column.age());
}
