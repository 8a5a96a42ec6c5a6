package io.kubejar.api.certificates.v1beta1;

import io.kubejar.api.certificates.v1.CertificateRequestForm;
import io.kubejar.api.certificates.v1.PemBlock;
import io.kubejar.api.kind.ConditionValidation;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.Condition;
import io.kubejar.api.value.Time;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules for answers to requests of pod certificates: a request is issued, denied or failed,
/// once.
final class PodCertificateStatusValidation {
  static final List<String> FINAL_TYPES = List.of("Denied", "Failed", "Issued");
  private static final Duration MARGIN = Duration.ofMinutes(10);
  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Path STATUS = Path.of("status");
  private static final Path CHAIN = STATUS.child("certificateChain");

  private PodCertificateStatusValidation() {}

  static void check(PodCertificateRequest request, PodCertificateRequest old, FieldErrors errors) {
    PodCertificateRequestStatus status = request.status();
    int before = errors.count();
    Path path = STATUS.child("conditions");
    ConditionValidation.check(status.conditions(), path, errors);
    String decided = "";
    for (int i = 0; i < status.conditions().size(); i++) {
      Condition condition = status.conditions().get(i);
      Path at = path.index(i);
      if (!FINAL_TYPES.contains(condition.type())) {
        errors.notSupported(at.child("type"), condition.type(), FINAL_TYPES);
        continue;
      }
      if (!condition.status().equals("True")) {
        errors.notSupported(at.child("status"), condition.status(), List.of("True"));
      }
      if (!decided.isEmpty()) {
        errors.invalid(
            at.child("type"),
            condition.type(),
            "There may be at most one condition with type \"Issued\", \"Denied\", or \"Failed\"");
      }
      decided = condition.type();
    }
    if (errors.count() > before || status.equals(old.status())) {
      return;
    }
    if (old.status().conditions().stream().anyMatch(each -> FINAL_TYPES.contains(each.type()))) {
      errors.invalid(STATUS, "immutable after PodCertificateRequest is issued, denied, or failed");
      return;
    }
    switch (decided) {
      case "" ->
          errors.invalid(
              STATUS,
              "status is immutable unless transitioning to \"Issued\", \"Denied\", or \"Failed\"");
      case "Issued" -> checkIssued(request, errors);
      default -> {
        if (!status.equals(
            PodCertificateRequestStatus.builder().conditions(status.conditions()).build())) {
          errors.invalid(
              STATUS,
              "non-condition status fields must be empty when denying or failing the"
                  + " PodCertificateRequest");
        }
      }
    }
  }

  private static void checkIssued(PodCertificateRequest request, FieldErrors errors) {
    X509Certificate leaf = leaf(request.status().certificateChain(), errors);
    if (leaf == null) {
      return;
    }
    PublicKey wanted = wanted(request.spec());
    if (!leaf.getPublicKey().equals(wanted)) {
      errors.invalid(CHAIN, "leaf certificate was not issued to the requested public key");
    }
    checkTimes(request, leaf, errors);
  }

  private static @Nullable PublicKey wanted(PodCertificateRequestSpec spec) {
    if (spec.stubPKCS10Request().isEmpty()) {
      return KeyProof.parse(spec.pkixPublicKey().toArray());
    }
    try {
      return CertificateRequestForm.signedKey(spec.stubPKCS10Request().toArray());
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return null; // not possible for a request that was taken
    }
  }

  private static @Nullable X509Certificate leaf(String chain, FieldErrors errors) {
    List<X509Certificate> certificates = new ArrayList<>();
    String rest = chain;
    for (PemBlock block = PemBlock.next(rest); block != null; block = PemBlock.next(rest)) {
      if (!block.type().equals("CERTIFICATE")) {
        errors.invalid(
            CHAIN, "issued certificate chain must consist entirely of CERTIFICATE PEM blocks");
        return null;
      }
      try {
        certificates.add(
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.content())));
      } catch (CertificateException e) {
        errors.invalid(
            CHAIN,
            certificates.isEmpty()
                ? "leaf certificate does not parse as valid X.509"
                : "intermediate certificate does not parse as valid X.509");
        return null;
      }
      rest = block.rest();
    }
    if (certificates.isEmpty()) {
      errors.invalid(CHAIN, "issued certificate chain must contain at least one certificate");
      return null;
    }
    return certificates.getFirst();
  }

  private static void checkTimes(
      PodCertificateRequest request, X509Certificate leaf, FieldErrors errors) {
    PodCertificateRequestStatus status = request.status();
    Instant begin = leaf.getNotBefore().toInstant();
    Instant end = leaf.getNotAfter().toInstant();
    checkTime(status.notBefore(), begin, "notBefore", "NotBefore", errors);
    checkTime(status.notAfter(), end, "notAfter", "NotAfter", errors);
    Time refresh = status.beginRefreshAt();
    Path path = STATUS.child("beginRefreshAt");
    if (refresh == null) {
      errors.required(path, "must be present and consistent with the issued certificate");
    } else if (refresh.instant().isBefore(begin.plus(MARGIN))) {
      errors.invalid(path, refresh, "must be at least 10 minutes after status.notBefore");
    } else if (refresh.instant().isAfter(end.minus(MARGIN))) {
      errors.invalid(path, refresh, "must be at least 10 minutes before status.notAfter");
    }
    Duration lifetime = Duration.between(begin, end);
    Integer longest = request.spec().maxExpirationSeconds();
    if (longest != null && lifetime.toSeconds() > longest) {
      errors.invalid(
          CHAIN,
          lifetime.toString(),
          "leaf certificate lifetime must be <= spec.maxExpirationSeconds (" + longest + ")");
    }
    if (lifetime.compareTo(SHORTEST) < 0) {
      errors.invalid(CHAIN, lifetime.toString(), "leaf certificate lifetime must be >= 1 hour");
    }
  }

  private static void checkTime(
      @Nullable Time given, Instant encoded, String field, String name, FieldErrors errors) {
    Path path = STATUS.child(field);
    if (given == null) {
      errors.required(path, "must be present and consistent with the issued certificate");
    } else if (!given.instant().equals(encoded)) {
      errors.invalid(
          path, given, "must be set to the " + name + " time encoded in the leaf certificate");
    }
  }
}
