package io.kubejar.api.admissionregistration.v1;

import io.kubejar.api.kind.Kind;
import java.util.List;

/// The kinds of the API group `admissionregistration.k8s.io`, version `v1`.
public final class AdmissionregistrationV1Group {
  public static final List<Kind<?>> KINDS =
      List.of(
          MutatingAdmissionPolicyKind.MUTATING_ADMISSION_POLICY,
          MutatingAdmissionPolicyBindingKind.MUTATING_ADMISSION_POLICY_BINDING,
          MutatingWebhookConfigurationKind.MUTATING_WEBHOOK_CONFIGURATION,
          ValidatingAdmissionPolicyKind.VALIDATING_ADMISSION_POLICY,
          ValidatingAdmissionPolicyBindingKind.VALIDATING_ADMISSION_POLICY_BINDING,
          ValidatingWebhookConfigurationKind.VALIDATING_WEBHOOK_CONFIGURATION);

  private AdmissionregistrationV1Group() {}
}
