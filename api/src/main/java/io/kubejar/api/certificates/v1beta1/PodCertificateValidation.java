package io.kubejar.api.certificates.v1beta1;

import io.kubejar.api.certificates.v1.CertificateRequestForm;
import io.kubejar.api.certificates.v1.SignerName;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import io.kubejar.api.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules for requests of pod certificates.
public final class PodCertificateValidation {
  private static final int MAX_UID = 128;
  private static final int MAX_KEY = 10 * 1024;
  private static final int MAX_ANNOTATIONS = 256 * 1024;
  private static final int SHORTEST = 60 * 60;
  private static final int LONGEST = 91 * 24 * 60 * 60;
  private static final int LONGEST_OF_KUBERNETES = 24 * 60 * 60;

  private PodCertificateValidation() {}

  static void check(PodCertificateRequestSpec spec, Path path, FieldErrors errors) {
    SignerName.check(spec.signerName(), path.child("signerName"), errors);
    errors.invalid(path.child("podName"), spec.podName(), Formats.dnsSubdomain(spec.podName()));
    checkUid(spec.podUID(), path.child("podUID"), errors);
    errors.invalid(
        path.child("serviceAccountName"),
        spec.serviceAccountName(),
        Formats.dnsSubdomain(spec.serviceAccountName()));
    checkUid(spec.serviceAccountUID(), path.child("serviceAccountUID"), errors);
    errors.invalid(path.child("nodeName"), spec.nodeName(), Formats.dnsSubdomain(spec.nodeName()));
    checkUid(spec.nodeUID(), path.child("nodeUID"), errors);
    checkLifetime(
        spec.signerName(), spec.maxExpirationSeconds(), path.child("maxExpirationSeconds"), errors);
    checkAnnotations(
        spec.unverifiedUserAnnotations(), path.child("unverifiedUserAnnotations"), errors);
    if (spec.stubPKCS10Request().isEmpty()) {
      checkKey(spec, path, errors);
    } else {
      checkRequest(spec.stubPKCS10Request(), path.child("stubPKCS10Request"), errors);
    }
  }

  private static void checkUid(String uid, Path path, FieldErrors errors) {
    if (uid.isEmpty()) {
      errors.invalid(path, uid, "must not be empty");
    } else if (uid.length() > MAX_UID) {
      errors.tooLong(path, MAX_UID);
    }
  }

  /// Reports a lifetime that a signer may not be asked for.
  public static void checkLifetime(
      String signer, @Nullable Integer seconds, Path path, FieldErrors errors) {
    if (seconds == null) {
      errors.required(path, "must be set");
      return;
    }
    int longest = signer.startsWith("kubernetes.io/") ? LONGEST_OF_KUBERNETES : LONGEST;
    if (seconds < SHORTEST || seconds > longest) {
      errors.invalid(path, seconds, "must be in the range [" + SHORTEST + ", " + longest + "]");
    }
  }

  /// Reports wishes to a signer that have no domain, or are too many.
  public static void checkAnnotations(
      Map<String, String> annotations, Path path, FieldErrors errors) {
    long size = 0;
    for (Map.Entry<String, String> each : annotations.entrySet()) {
      String key = each.getKey();
      if (!key.contains("/")) {
        errors.invalid(path, key, "must be a domain-prefixed key (such as \"acme.io/foo\")");
      } else {
        errors.invalid(path, key, Formats.qualifiedName(key));
      }
      size += key.getBytes(StandardCharsets.UTF_8).length;
      size += each.getValue().getBytes(StandardCharsets.UTF_8).length;
    }
    if (size > MAX_ANNOTATIONS) {
      errors.tooLong(path, MAX_ANNOTATIONS);
    }
  }

  private static void checkKey(PodCertificateRequestSpec spec, Path path, FieldErrors errors) {
    Path key = path.child("pkixPublicKey");
    Path proof = path.child("proofOfPossession");
    if (spec.pkixPublicKey().length() > MAX_KEY) {
      errors.tooLong(key, MAX_KEY);
      return;
    }
    if (spec.proofOfPossession().length() > MAX_KEY) {
      errors.tooLong(proof, MAX_KEY);
      return;
    }
    PublicKey parsed = KeyProof.parse(spec.pkixPublicKey().toArray());
    if (parsed == null) {
      errors.invalid(key, "must be a valid PKIX-serialized public key");
    } else if (isUsable(parsed, key, errors)
        && !KeyProof.verifies(
            parsed,
            spec.podUID().getBytes(StandardCharsets.UTF_8),
            spec.proofOfPossession().toArray())) {
      errors.invalid(proof, "could not verify proof-of-possession signature");
    }
  }

  private static void checkRequest(Bytes request, Path path, FieldErrors errors) {
    if (request.length() > MAX_KEY) {
      errors.tooLong(path, MAX_KEY);
      return;
    }
    try {
      PublicKey key = CertificateRequestForm.signedKey(request.toArray());
      if (key == null) {
        errors.invalid(path, "could not verify the signature of the certificate signing request");
      } else {
        isUsable(key, path, errors);
      }
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      errors.invalid(path, "must be a valid PKCS#10 certificate signing request");
    }
  }

  private static boolean isUsable(PublicKey key, Path path, FieldErrors errors) {
    KeyProof.Problem problem = KeyProof.problem(key);
    if (problem == null) {
      return true;
    }
    if (problem.shown().isEmpty()) {
      errors.invalid(path, problem.message());
    } else {
      errors.invalid(path, problem.shown(), problem.message());
    }
    return false;
  }
}
