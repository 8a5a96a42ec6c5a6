package io.kubejar.api.core.v1;

import io.kubejar.api.certificates.v1.SignerName;
import io.kubejar.api.certificates.v1beta1.PodCertificateValidation;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.LabelSelectorValidation;
import io.kubejar.api.kind.Path;
import java.util.List;
import java.util.Set;

/// The rules for trust anchors and certificates that are projected into volumes.
final class TrustProjectionValidation {
  private static final List<String> KEY_TYPES =
      List.of("RSA3072", "RSA4096", "ECDSAP256", "ECDSAP384", "ECDSAP521", "ED25519");

  private TrustProjectionValidation() {}

  /// @param paths the files of the volume so far, to which its own is added
  static void check(
      ClusterTrustBundleProjection bundle, Set<String> paths, Path path, FieldErrors errors) {
    String name = bundle.name();
    String signer = bundle.signerName();
    if (name != null && signer != null) {
      errors.invalid(
          path, FieldErrors.plain(bundle), "only one of name and signerName may be used");
    } else if (name != null) {
      if (name.isEmpty()) {
        errors.required(path.child("name"), "must be a valid object name");
      }
      if (bundle.labelSelector() != null) {
        errors.invalid(
            path.child("labelSelector"),
            FieldErrors.plain(bundle.labelSelector()),
            "labelSelector must be unset if name is specified");
      }
    } else if (signer != null) {
      SignerName.check(signer, path.child("signerName"), errors);
      LabelSelectorValidation.check(bundle.labelSelector(), path.child("labelSelector"), errors);
    } else {
      errors.required(path, "either name or signerName must be specified");
    }
    if (bundle.path().isEmpty()) {
      errors.required(path.child("path"));
    }
    checkFile(bundle.path(), "path", paths, path, errors);
  }

  /// @param paths the files of the volume so far, to which its own are added
  static void check(
      PodCertificateProjection certificate, Set<String> paths, Path path, FieldErrors errors) {
    SignerName.check(certificate.signerName(), path.child("signerName"), errors);
    if (!KEY_TYPES.contains(certificate.keyType())) {
      errors.notSupported(path.child("keyType"), certificate.keyType(), KEY_TYPES);
    }
    if (certificate.maxExpirationSeconds() != null) {
      PodCertificateValidation.checkLifetime(
          certificate.signerName(),
          certificate.maxExpirationSeconds(),
          path.child("maxExpirationSeconds"),
          errors);
    }
    PodCertificateValidation.checkAnnotations(
        certificate.userAnnotations(), path.child("userAnnotations"), errors);
    if (certificate.credentialBundlePath().isEmpty()
        && certificate.keyPath().isEmpty()
        && certificate.certificateChainPath().isEmpty()) {
      errors.required(
          path, "specify at least one of credentialBundlePath, keyPath, and certificateChainPath");
    }
    checkFile(certificate.credentialBundlePath(), "credentialBundlePath", paths, path, errors);
    checkFile(certificate.keyPath(), "keyPath", paths, path, errors);
    checkFile(certificate.certificateChainPath(), "certificateChainPath", paths, path, errors);
  }

  private static void checkFile(
      String file, String member, Set<String> paths, Path path, FieldErrors errors) {
    if (file.isEmpty()) {
      return;
    }
    VolumeValidation.checkNewFile(file, path.child(member), errors);
    if (!paths.add(file)) {
      errors.invalid(path, file, "conflicting duplicate paths");
    }
  }
}
