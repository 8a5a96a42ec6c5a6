package io.kubejar.server.special;

import io.kubejar.api.certificates.v1.CertificateSigningRequest;
import io.kubejar.api.certificates.v1.CertificateSigningRequestCodec;
import io.kubejar.api.certificates.v1.CertificateSigningRequestCondition;
import io.kubejar.api.certificates.v1.CertificateSigningRequestKind;
import io.kubejar.api.certificates.v1.CertificateValidation;
import io.kubejar.api.codec.RecordCodec;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.value.Time;
import io.kubejar.server.registry.Aspect;
import io.kubejar.server.registry.Configuration;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.rest.ResourceRequest;
import io.kubejar.server.rest.SubresourceHandler;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/// `certificatesigningrequests/approval`: the conditions by which a request is approved or denied.
final class CertificateApprovalHandler
    implements SubresourceHandler.Typed<CertificateSigningRequest, CertificateSigningRequest> {
  private final Registries registries;
  private final Approval approval;

  CertificateApprovalHandler(Registries registries, Clock clock) {
    this.registries = registries;
    this.approval = new Approval(clock);
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
        .update(approval, "", request.name(), body, request.writing())
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
        .apply(approval, "", request.name(), configuration, request.writing(), () -> {})
        .object()
        .object();
  }

  private record Approval(Clock clock) implements Aspect<CertificateSigningRequest> {
    @Override
    public String subresource() {
      return "approval";
    }

    @Override
    public CertificateSigningRequest prepare(
        CertificateSigningRequest object, CertificateSigningRequest old) {
      return old.with(
          it ->
              it.metadata(m -> m.resourceVersion(object.metadata().resourceVersion()))
                  .status(
                      status ->
                          status.conditions(
                              object.status().conditions().stream().map(this::timed).toList())));
    }

    @Override
    public List<FieldError> validate(
        CertificateSigningRequest object, CertificateSigningRequest old) {
      var errors = new FieldErrors();
      CertificateValidation.checkApproval(object, old, errors);
      return errors.toList();
    }

    private CertificateSigningRequestCondition timed(CertificateSigningRequestCondition condition) {
      Time now = new Time(clock.instant());
      return condition.with(
          it -> {
            if (condition.lastUpdateTime() == null) {
              it.lastUpdateTime(now);
            }
            if (condition.lastTransitionTime() == null) {
              it.lastTransitionTime(now);
            }
          });
    }
  }
}
