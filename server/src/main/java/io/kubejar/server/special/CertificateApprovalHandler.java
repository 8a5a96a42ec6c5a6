package io.kubejar.server.special;

import io.kubejar.api.certificates.v1.CertificateSigningRequest;
import io.kubejar.api.certificates.v1.CertificateSigningRequestCodec;
import io.kubejar.api.certificates.v1.CertificateSigningRequestKind;
import io.kubejar.api.certificates.v1.CertificateValidation;
import io.kubejar.api.codec.RecordCodec;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Validation;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.server.registry.Aspect;
import io.kubejar.server.registry.Configuration;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.SubresourceHandler;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// `certificatesigningrequests/approval`: the conditions by which a request is approved or denied.
final class CertificateApprovalHandler
    implements SubresourceHandler.Typed<CertificateSigningRequest, CertificateSigningRequest> {
  private static final Approval APPROVAL = new Approval();

  private final Registries registries;

  CertificateApprovalHandler(Registries registries) {
    this.registries = registries;
  }

  @Override
  public Key key() {
    return new Key("certificates.k8s.io", "certificatesigningrequests", "approval");
  }

  @Override
  public ObjectCodec<CertificateSigningRequest> bodyCodec() {
    return CertificateSigningRequestCodec.INSTANCE;
  }

  @Override
  public RecordCodec<CertificateSigningRequest> resultCodec() {
    return CertificateSigningRequestCodec.INSTANCE;
  }

  @Override
  public boolean admitsOnWrite() {
    return true;
  }

  @Override
  public CertificateSigningRequest get(ResourceRequest request) throws ApiException {
    return registries
        .of(CertificateSigningRequestKind.CERTIFICATE_SIGNING_REQUEST)
        .get("", request.name())
        .object();
  }

  @Override
  public CertificateSigningRequest update(ResourceRequest request, CertificateSigningRequest body)
      throws ApiException {
    return registries
        .of(CertificateSigningRequestKind.CERTIFICATE_SIGNING_REQUEST)
        .update(APPROVAL, "", request.name(), body, request.writing())
        .object()
        .object();
  }

  @Override
  public CertificateSigningRequest apply(
      ResourceRequest request,
      Configuration configuration,
      Consumer<CertificateSigningRequest> admit)
      throws ApiException {
    return registries
        .of(CertificateSigningRequestKind.CERTIFICATE_SIGNING_REQUEST)
        .apply(APPROVAL, "", request.name(), configuration, request.writing(), () -> {})
        .object()
        .object();
  }

  private record Approval() implements Aspect<CertificateSigningRequest> {
    @Override
    public String subresource() {
      return "approval";
    }

    @Override
    public CertificateSigningRequest prepare(
        CertificateSigningRequest object, CertificateSigningRequest old) {
      return CertificateSigningRequestKind.CERTIFICATE_SIGNING_REQUEST.prepareApproval(object, old);
    }

    @Override
    public CertificateSigningRequest prepare(
        CertificateSigningRequest object, CertificateSigningRequest old, Instant now) {
      return CertificateSigningRequestKind.CERTIFICATE_SIGNING_REQUEST.timed(
          prepare(object, old), old, now);
    }

    @Override
    public List<FieldError> validate(
        CertificateSigningRequest object, CertificateSigningRequest old) {
      var errors =
          Validation.ofMetadata(
              CertificateSigningRequestKind.CERTIFICATE_SIGNING_REQUEST, object, old);
      CertificateValidation.checkApproval(object, old, errors);
      return errors.toList();
    }
  }
}
