package io.kubejar.api;

import io.kubejar.api.admissionregistration.v1.MutatingAdmissionPolicyBindingKind;
import io.kubejar.api.admissionregistration.v1.MutatingAdmissionPolicyKind;
import io.kubejar.api.kind.FurtherVersion;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.networking.v1.IPAddressKind;
import io.kubejar.api.networking.v1.ServiceCIDRKind;
import io.kubejar.api.resource.v1.DeviceClassKind;
import io.kubejar.api.resource.v1.ResourceClaimKind;
import io.kubejar.api.resource.v1.ResourceClaimTemplateKind;
import io.kubejar.api.resource.v1.ResourceSliceKind;
import io.kubejar.api.storage.v1.VolumeAttributesClassKind;
import java.util.List;

/// The built-in kinds, and versions of them, that are served only when somebody asks for them.
public final class OptionalKinds {
  private static final String BETA = "v1beta1";
  private static final String BETA_2 = "v1beta2";
  private static final String ALPHA = "v1alpha1";

  private OptionalKinds() {}

  public static final List<Kind<?>> ALL =
      List.of(
          FurtherVersion.of(MutatingAdmissionPolicyKind.MUTATING_ADMISSION_POLICY, BETA),
          FurtherVersion.of(
              MutatingAdmissionPolicyBindingKind.MUTATING_ADMISSION_POLICY_BINDING, BETA),
          FurtherVersion.deprecated(
              MutatingAdmissionPolicyKind.MUTATING_ADMISSION_POLICY, ALPHA, "1.35", "1.38"),
          FurtherVersion.deprecated(
              MutatingAdmissionPolicyBindingKind.MUTATING_ADMISSION_POLICY_BINDING,
              ALPHA,
              "1.35",
              "1.38"),
          FurtherVersion.deprecated(IPAddressKind.IP_ADDRESS, BETA, "1.34", "1.37"),
          FurtherVersion.deprecated(ServiceCIDRKind.SERVICE_CIDR, BETA, "1.34", "1.37"),
          FurtherVersion.deprecated(DeviceClassKind.DEVICE_CLASS, BETA_2, "1.36", "1.39"),
          FurtherVersion.deprecated(ResourceClaimKind.RESOURCE_CLAIM, BETA_2, "1.36", "1.39"),
          FurtherVersion.deprecated(
              ResourceClaimTemplateKind.RESOURCE_CLAIM_TEMPLATE, BETA_2, "1.36", "1.39"),
          FurtherVersion.deprecated(ResourceSliceKind.RESOURCE_SLICE, BETA_2, "1.36", "1.39"),
          FurtherVersion.deprecated(
              VolumeAttributesClassKind.VOLUME_ATTRIBUTES_CLASS, BETA, "1.34", "1.37"));
}
