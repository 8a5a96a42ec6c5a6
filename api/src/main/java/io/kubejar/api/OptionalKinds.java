package io.kubejar.api;

import io.kubejar.api.admissionregistration.v1.MutatingAdmissionPolicyBindingKind;
import io.kubejar.api.admissionregistration.v1.MutatingAdmissionPolicyKind;
import io.kubejar.api.apiserverinternal.v1alpha1.ApiserverinternalV1alpha1Group;
import io.kubejar.api.certificates.v1beta1.CertificatesV1beta1Group;
import io.kubejar.api.certificates.v1beta1.ClusterTrustBundleKind;
import io.kubejar.api.coordination.v1beta1.CoordinationV1beta1Group;
import io.kubejar.api.coordination.v1beta1.LeaseCandidateKind;
import io.kubejar.api.kind.FurtherVersion;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.networking.v1.IPAddressKind;
import io.kubejar.api.networking.v1.ServiceCIDRKind;
import io.kubejar.api.resource.v1.DeviceClassKind;
import io.kubejar.api.resource.v1.ResourceClaimKind;
import io.kubejar.api.resource.v1.ResourceClaimTemplateKind;
import io.kubejar.api.resource.v1.ResourceSliceKind;
import io.kubejar.api.resource.v1alpha3.DeviceTaintRuleKind;
import io.kubejar.api.resource.v1alpha3.ResourceV1alpha3Group;
import io.kubejar.api.resource.v1beta1.ResourceV1beta1Group;
import io.kubejar.api.scheduling.v1alpha2.SchedulingV1alpha2Group;
import io.kubejar.api.storage.v1.VolumeAttributesClassKind;
import io.kubejar.api.storagemigration.v1beta1.StoragemigrationV1beta1Group;
import java.util.List;
import java.util.stream.Stream;

/// The built-in kinds, and versions of them, that are served only when somebody asks for them.
public final class OptionalKinds {
  private static final String BETA = "v1beta1";
  private static final String BETA_2 = "v1beta2";
  private static final String ALPHA = "v1alpha1";
  private static final String ALPHA_2 = "v1alpha2";

  private OptionalKinds() {}

  /// Versions of kinds whose objects look the same elsewhere.
  private static final List<Kind<?>> VERSIONS =
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
          FurtherVersion.deprecated(
              ClusterTrustBundleKind.CLUSTER_TRUST_BUNDLE, ALPHA, "1.34", "1.37"),
          FurtherVersion.deprecated(LeaseCandidateKind.LEASE_CANDIDATE, ALPHA_2, "1.35", "1.38"),
          FurtherVersion.deprecated(IPAddressKind.IP_ADDRESS, BETA, "1.34", "1.37"),
          FurtherVersion.deprecated(ServiceCIDRKind.SERVICE_CIDR, BETA, "1.34", "1.37"),
          FurtherVersion.deprecated(DeviceClassKind.DEVICE_CLASS, BETA_2, "1.36", "1.39"),
          FurtherVersion.deprecated(ResourceClaimKind.RESOURCE_CLAIM, BETA_2, "1.36", "1.39"),
          FurtherVersion.deprecated(
              ResourceClaimTemplateKind.RESOURCE_CLAIM_TEMPLATE, BETA_2, "1.36", "1.39"),
          FurtherVersion.deprecated(ResourceSliceKind.RESOURCE_SLICE, BETA_2, "1.36", "1.39"),
          FurtherVersion.of(DeviceTaintRuleKind.DEVICE_TAINT_RULE, BETA_2),
          FurtherVersion.deprecated(
              VolumeAttributesClassKind.VOLUME_ATTRIBUTES_CLASS, BETA, "1.34", "1.37"));

  /// All of them, those of a group together.
  public static final List<Kind<?>> ALL =
      Stream.of(
              VERSIONS,
              CertificatesV1beta1Group.KINDS,
              CoordinationV1beta1Group.KINDS,
              ResourceV1beta1Group.KINDS,
              ResourceV1alpha3Group.KINDS,
              SchedulingV1alpha2Group.KINDS,
              ApiserverinternalV1alpha1Group.KINDS,
              StoragemigrationV1beta1Group.KINDS)
          .<Kind<?>>flatMap(List::stream)
          .toList();
}
