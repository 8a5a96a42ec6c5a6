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

/// The `mutatingwebhookconfigurations` resource: names and rules of [MutatingWebhookConfiguration].
public final class MutatingWebhookConfigurationKind implements Kind<MutatingWebhookConfiguration> {
  public static final MutatingWebhookConfigurationKind MUTATING_WEBHOOK_CONFIGURATION =
      new MutatingWebhookConfigurationKind();

  private static final Names NAMES =
      Names.of(
              "admissionregistration.k8s.io",
              "v1",
              "MutatingWebhookConfiguration",
              "mutatingwebhookconfigurations")
          .categories("api-extensions")
          .stored("/registry/mutatingwebhookconfigurations/", "Sqi0GUgDaX0=")
          .build();

  private MutatingWebhookConfigurationKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<MutatingWebhookConfiguration> codec() {
    return MutatingWebhookConfigurationCodec.INSTANCE;
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
  public MutatingWebhookConfiguration defaults(MutatingWebhookConfiguration given) {
    return given.with(
        draft -> draft.webhooks(each(given.webhooks(), MutatingWebhookConfigurationKind::filled)));
  }

  private static MutatingWebhook filled(MutatingWebhook hook) {
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
                .timeoutSeconds(orElse(hook.timeoutSeconds(), 10))
                .reinvocationPolicy(orElse(hook.reinvocationPolicy(), "Never")));
  }

  @Override
  public void validate(MutatingWebhookConfiguration object, FieldErrors errors) {
    WebhookValidation.check(hooks(object), errors);
  }

  @Override
  public void validateUpdate(
      MutatingWebhookConfiguration object, MutatingWebhookConfiguration old, FieldErrors errors) {
    WebhookValidation.checkUpdate(hooks(object), hooks(old), errors);
  }

  private static List<WebhookValidation.Webhook> hooks(MutatingWebhookConfiguration object) {
    return object.webhooks().stream().map(WebhookValidation.Webhook::of).toList();
  }

  @Override
  public List<Column<MutatingWebhookConfiguration>> columns() {
    return COLUMNS;
  }

  private static final List<Column<MutatingWebhookConfiguration>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.integer(
              "Webhooks", "How many calls there are.", each -> (long) each.webhooks().size()),
          Column.age());
}
