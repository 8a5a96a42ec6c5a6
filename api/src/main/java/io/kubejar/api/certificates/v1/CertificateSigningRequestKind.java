package io.kubejar.api.certificates.v1;

import io.kubejar.api.kind.Ages;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The `certificatesigningrequests` resource: names and rules of [CertificateSigningRequest].
public final class CertificateSigningRequestKind implements Kind<CertificateSigningRequest> {
  public static final CertificateSigningRequestKind CERTIFICATE_SIGNING_REQUEST =
      new CertificateSigningRequestKind();

  private static final Names NAMES =
      Names.of(
              "certificates.k8s.io",
              "v1",
              "CertificateSigningRequest",
              "certificatesigningrequests")
          .shortNames("csr")
          .stored("/registry/certificatesigningrequests/", "95fRKMXA+00=")
          .subresource("approval", "get", "patch", "update")
          .subresource("status", "get", "patch", "update")
          .build();

  private CertificateSigningRequestKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<CertificateSigningRequest> codec() {
    return CertificateSigningRequestCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public void validate(CertificateSigningRequest object, FieldErrors errors) {
    Path path = Path.of("spec");
    CertificateSigningRequestSpec spec = object.spec();
    if (spec.usages().isEmpty()) {
      errors.required(path.child("usages"));
    }
    if (spec.signerName().isEmpty()) {
      errors.required(path.child("signerName"));
    } else if (spec.signerName().indexOf('/') <= 0) {
      errors.invalid(
          path.child("signerName"),
          spec.signerName(),
          "must be a fully qualified domain and path of the form 'example.com/signer-name'");
    }
    Integer seconds = spec.expirationSeconds();
    if (seconds != null && seconds < 600) {
      errors.invalid(
          path.child("expirationSeconds"),
          seconds,
          "may not specify a duration less than 600 seconds (10 minutes)");
    }
  }

  @Override
  public List<SelectableField<CertificateSigningRequest>> selectableFields() {
    return List.of(new SelectableField<>("spec.signerName", each -> each.spec().signerName()));
  }

  private static Object duration(CertificateSigningRequest request) {
    Integer seconds = request.spec().expirationSeconds();
    return seconds == null ? "<none>" : Ages.text(Duration.ofSeconds(seconds));
  }

  private static Object condition(CertificateSigningRequest request) {
    Set<String> types = new HashSet<>();
    request.status().conditions().forEach(condition -> types.add(condition.type()));
    String text =
        types.contains("Denied") ? "Denied" : types.contains("Approved") ? "Approved" : "Pending";
    if (types.contains("Failed")) {
      text += ",Failed";
    }
    return request.status().certificate().isEmpty() ? text : text + ",Issued";
  }

  @Override
  public List<Column<CertificateSigningRequest>> columns() {
    return COLUMNS;
  }

  private static final List<Column<CertificateSigningRequest>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.age(),
          Column.text("SignerName", "Who is to sign.", each -> each.spec().signerName()),
          Column.text("Requestor", "Who asks.", each -> each.spec().username()),
          Column.text("RequestedDuration", "For how long.", each -> duration(each)),
          Column.text("Condition", "What became of it.", each -> condition(each)));
}
