package io.kubejar.api.admissionregistration.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.LabelSelector;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionRulesTest {
  private static final ValidatingWebhook HOOK =
      ValidatingWebhook.builder()
          .name("a.example.com")
          .clientConfig(c -> c.service(s -> s.name("s").namespace("n")))
          .sideEffects("None")
          .admissionReviewVersions("v1")
          .build();

  private static final ValidatingAdmissionPolicy POLICY =
      ValidatingAdmissionPolicyKind.VALIDATING_ADMISSION_POLICY.defaults(
          ValidatingAdmissionPolicy.builder()
              .metadata(m -> m.name("p"))
              .spec(
                  s ->
                      s.matchConstraints(
                              m ->
                                  m.resourceRules(
                                      NamedRuleWithOperations.builder()
                                          .operations("CREATE")
                                          .apiGroups("")
                                          .apiVersions("v1")
                                          .resources("pods")
                                          .build()))
                          .validations(Validation.builder().expression("true").build()))
              .build());

  @Test
  void aWebhookIsReachedByOneWay() {
    assertThat(errors(HOOK)).isEmpty();
    assertThat(errors(HOOK.with(it -> it.clientConfig(c -> c.url("https://h/")))))
        .containsExactly(
            "webhooks[0].clientConfig: Required value: exactly one of url or service is required");
  }

  @Test
  void urlsAreSecureAndPlain() {
    ValidatingWebhook hook =
        HOOK.with(
            it ->
                it.clientConfig(c -> c.service((ServiceReference) null).url("http://u@h/p?q=1#f")));
    assertThat(errors(hook))
        .containsExactly(
            "webhooks[0].clientConfig.url: Invalid value: \"http\": 'https' is the only allowed"
                + " URL scheme; desired format: https://host[/path]",
            "webhooks[0].clientConfig.url: Invalid value: \"u\": user information is not"
                + " permitted in the URL",
            "webhooks[0].clientConfig.url: Invalid value: \"f\": fragments are not permitted in"
                + " the URL",
            "webhooks[0].clientConfig.url: Invalid value: \"q=1\": query parameters are not"
                + " permitted in the URL");
  }

  @Test
  void wildcardsStandAlone() {
    RuleWithOperations rule =
        RuleWithOperations.builder()
            .operations("*", "CREATE")
            .apiGroups("*")
            .apiVersions("v1")
            .resources("*", "pods")
            .build();
    assertThat(errors(HOOK.with(it -> it.rules(rule))))
        .containsExactly(
            "webhooks[0].rules[0].operations: Invalid value: [\"*\",\"CREATE\"]: if '*' is"
                + " present, must not specify other operations",
            "webhooks[0].rules[0].resources: Invalid value: [\"*\",\"pods\"]: if '*' is present,"
                + " must not specify other resources without subresources");
  }

  @Test
  void anOldWebhookMayKeepWhatIsNoLongerAllowed() {
    var old = configuration(HOOK.with(it -> it.sideEffects("Some")));
    assertThat(
            io.kubejar.api.kind.Validation.update(
                ValidatingWebhookConfigurationKind.VALIDATING_WEBHOOK_CONFIGURATION, old, old))
        .isEmpty();
  }

  @Test
  void aPolicySaysSomething() {
    assertThat(errors(ValidatingAdmissionPolicyKind.VALIDATING_ADMISSION_POLICY, POLICY)).isEmpty();
    assertThat(
            errors(
                ValidatingAdmissionPolicyKind.VALIDATING_ADMISSION_POLICY,
                POLICY.with(it -> it.spec(s -> s.validations(List.of())))))
        .containsExactly(
            "spec.validations: Required value: validations or auditAnnotations must contain at"
                + " least one item",
            "spec.auditAnnotations: Required value: validations or auditAnnotations must contain"
                + " at least one item");
  }

  @Test
  void parametersAreNamedOrSelected() {
    var binding =
        ValidatingAdmissionPolicyBinding.builder()
            .metadata(m -> m.name("b"))
            .spec(
                s ->
                    s.policyName("p")
                        .validationActions("Deny", "Warn")
                        .paramRef(r -> r.name("x").selector(LabelSelector.builder().build())))
            .build();
    assertThat(
            errors(
                ValidatingAdmissionPolicyBindingKind.VALIDATING_ADMISSION_POLICY_BINDING, binding))
        .containsExactly(
            "spec.paramRef.name: Forbidden: name and selector are mutually exclusive",
            "spec.paramRef.selector: Forbidden: name and selector are mutually exclusive",
            "spec.paramRef.parameterNotFoundAction: Required value",
            "spec.validationActions: Invalid value: [\"Deny\",\"Warn\"]: must not contain both"
                + " Deny and Warn (repeating the same validation failure information in the API"
                + " response and headers serves no purpose)");
  }

  private static ValidatingWebhookConfiguration configuration(ValidatingWebhook hook) {
    return ValidatingWebhookConfiguration.builder()
        .metadata(m -> m.name("c").resourceVersion("1"))
        .webhooks(hook)
        .build();
  }

  private static List<String> errors(ValidatingWebhook hook) {
    return errors(
        ValidatingWebhookConfigurationKind.VALIDATING_WEBHOOK_CONFIGURATION, configuration(hook));
  }

  private static <T extends ApiObject> List<String> errors(Kind<T> kind, T object) {
    return io.kubejar.api.kind.Validation.create(kind, object).stream()
        .map(FieldError::toString)
        .toList();
  }
}
