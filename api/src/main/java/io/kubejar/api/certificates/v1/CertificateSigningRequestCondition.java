package io.kubejar.api.certificates.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// A decision on or outcome of a signing request: `Approved`, `Denied` or `Failed`.
///
/// @param type `Approved`, `Denied` or `Failed`; the first two exclude each other and none can be
///   withdrawn.
/// @param status `True`, `False` or `Unknown`; approval, denial and failure may only be `True`.
/// @param reason CamelCase code for why the condition was set, for programs to match.
/// @param message Text for people with particulars of why the condition was set.
/// @param lastUpdateTime When this condition was last modified in any way.
/// @param lastTransitionTime When the status last changed; the server fills it in if absent.
@ApiType(
    value = "io.k8s.api.certificates.v1.CertificateSigningRequestCondition",
    proto = "k8s.io.api.certificates.v1.CertificateSigningRequestCondition")
public record CertificateSigningRequestCondition(
    @Field(
            tag = 1,
            required = true,
            always = true,
            known = {"Approved", "Denied", "Failed"})
        String type,
    @Field(
            tag = 6,
            required = true,
            always = true,
            known = {"False", "True", "Unknown"})
        String status,
    @Field(tag = 2) String reason,
    @Field(tag = 3) String message,
    @Field(tag = 4, always = true) @Nullable Time lastUpdateTime,
    @Field(tag = 5, always = true) @Nullable Time lastTransitionTime)
    implements CertificateSigningRequestConditionBuilder.With {
  /// An empty draft.
  public static CertificateSigningRequestConditionBuilder builder() {
    return new CertificateSigningRequestConditionBuilder();
  }
}
