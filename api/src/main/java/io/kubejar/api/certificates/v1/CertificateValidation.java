package io.kubejar.api.certificates.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The rules for signing requests, on create and for changes through their two subresources.
public final class CertificateValidation {
  private static final int SHORTEST_SECONDS = 600;
  private static final List<String> DECISIONS = List.of("Approved", "Denied");
  private static final List<String> FINAL_TYPES = List.of("Approved", "Denied", "Failed");
  private static final List<String> USAGES =
      Objects.requireNonNull(CertificateSigningRequestSpecSchema.SCHEMA.field("usages")).oneOf();

  private CertificateValidation() {}

  static void check(CertificateSigningRequest request, FieldErrors errors) {
    CertificateSigningRequestSpec spec = request.spec();
    Path path = Path.of("spec");
    String problem = CertificateRequestForm.problem(spec.request().toArray());
    if (problem != null) {
      errors.invalid(path.child("request"), spec.request().toBase64(), problem);
    }
    Path usages = path.child("usages");
    if (spec.usages().isEmpty()) {
      errors.required(usages);
    }
    for (int i = 0; i < spec.usages().size(); i++) {
      if (!USAGES.contains(spec.usages().get(i))) {
        errors.notSupported(usages.index(i), spec.usages().get(i), USAGES);
      }
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < spec.usages().size(); i++) {
      if (!seen.add(spec.usages().get(i))) {
        errors.duplicate(usages.index(i), spec.usages().get(i));
      }
    }
    Path signer = path.child("signerName");
    if (spec.signerName().equals("kubernetes.io/legacy-unknown")) {
      errors.invalid(
          signer, spec.signerName(), "the legacy signerName is not allowed via this API version");
    } else {
      SignerName.check(spec.signerName(), signer, errors);
    }
    Integer seconds = spec.expirationSeconds();
    if (seconds != null && seconds < SHORTEST_SECONDS) {
      errors.invalid(
          path.child("expirationSeconds"),
          seconds,
          "may not specify a duration less than 600 seconds (10 minutes)");
    }
    checkConditions(request.status().conditions(), errors);
    checkCertificate(request.status(), errors);
  }

  private static void checkConditions(
      List<CertificateSigningRequestCondition> conditions, FieldErrors errors) {
    Path path = Path.of("status", "conditions");
    Set<String> types = new HashSet<>();
    for (int i = 0; i < conditions.size(); i++) {
      CertificateSigningRequestCondition condition = conditions.get(i);
      Path at = path.index(i);
      String type = condition.type();
      if (type.isEmpty()) {
        errors.required(at.child("type"));
      }
      List<String> allowed =
          FINAL_TYPES.contains(type) ? List.of("True") : List.of("False", "True", "Unknown");
      if (condition.status().isEmpty()) {
        errors.required(at.child("status"));
      } else if (!allowed.contains(condition.status())) {
        errors.notSupported(at.child("status"), condition.status(), allowed);
      }
      if (type.equals("Approved") && types.contains("Denied")
          || type.equals("Denied") && types.contains("Approved")) {
        errors.invalid(
            at.child("type"), type, "Approved and Denied conditions are mutually exclusive");
      }
      if (!types.add(type)) {
        errors.duplicate(at.child("type"), type);
      }
    }
  }

  private static void checkCertificate(CertificateSigningRequestStatus status, FieldErrors errors) {
    String problem =
        status.certificate().isEmpty()
            ? null
            : CertificateRequestForm.certificateProblem(status.certificate().toArray());
    if (problem != null) {
      errors.invalid(Path.of("status", "certificate"), "<certificate data>", problem);
    }
  }

  /// Reports what is wrong with an approval or denial.
  public static void checkApproval(
      CertificateSigningRequest request, CertificateSigningRequest old, FieldErrors errors) {
    checkConditions(request.status().conditions(), errors);
    checkKept(request, old, errors);
  }

  /// Reports what is wrong with a change by the signer.
  static void checkStatus(
      CertificateSigningRequest request, CertificateSigningRequest old, FieldErrors errors) {
    checkConditions(request.status().conditions(), errors);
    boolean issued = !request.status().certificate().equals(old.status().certificate());
    if (issued) {
      checkCertificate(request.status(), errors);
    }
    checkKept(request, old, errors);
    for (String type : DECISIONS) {
      if (count(request, type) > count(old, type)) {
        errors.forbidden(
            Path.of("status", "conditions"),
            "updates may not add a condition of type \"" + type + "\"");
      }
    }
    if (issued && !old.status().certificate().isEmpty()) {
      errors.forbidden(
          Path.of("status", "certificate"), "updates may not modify existing certificate content");
    }
  }

  private static void checkKept(
      CertificateSigningRequest request, CertificateSigningRequest old, FieldErrors errors) {
    for (String type : FINAL_TYPES) {
      if (count(request, type) < count(old, type)) {
        errors.forbidden(
            Path.of("status", "conditions"),
            "updates may not remove a condition of type \"" + type + "\"");
      }
    }
  }

  private static long count(CertificateSigningRequest request, String type) {
    return request.status().conditions().stream().filter(each -> each.type().equals(type)).count();
  }
}
