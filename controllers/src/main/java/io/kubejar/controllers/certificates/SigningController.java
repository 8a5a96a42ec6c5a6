package io.kubejar.controllers.certificates;

import static io.kubejar.api.certificates.v1.CertificateSigningRequestKind.CERTIFICATE_SIGNING_REQUEST;

import io.kubejar.api.certificates.v1.CertificateSigningRequest;
import io.kubejar.api.certificates.v1.CertificateSigningRequestCondition;
import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.Time;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Signs the approved requests of one signer, and marks as failed what that signer never signs.
public final class SigningController implements Controller {
  private final Signer signer;
  private final SigningAuthority authority;
  private final Client client;
  private final InstantSource clock;
  private final Lister<CertificateSigningRequest> requests;
  private final ReconcileLoop<Key> loop;

  public SigningController(ControllerContext context, Signer signer, SigningAuthority authority) {
    this.signer = signer;
    this.authority = authority;
    Informer<CertificateSigningRequest> informer =
        context.informers().of(CERTIFICATE_SIGNING_REQUEST);
    this.client = context.client();
    this.clock = context.clock();
    this.requests = informer.lister();
    this.loop = ReconcileLoop.of(name(), 1, context, List.of(informer), this::reconcile);
    informer.addHandler(
        Changes.of(
            request -> {
              if (request.spec().signerName().equals(signer.signerName())) {
                loop.queue().add(Key.of(request));
              }
            }));
  }

  @Override
  public String name() {
    return signer.controller();
  }

  /// The queue of requests and its worker.
  public ReconcileLoop<Key> loop() {
    return loop;
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void close() {
    loop.close();
  }

  private Reconciled reconcile(Key key) {
    CertificateSigningRequest request = requests.get(key);
    if (request == null
        || !request.status().certificate().isEmpty()
        || !CertificateRequest.is(request, "Approved")
        || CertificateRequest.is(request, "Denied")
        || CertificateRequest.is(request, "Failed")) {
      return Reconciled.done();
    }
    try {
      CertificateRequest content = CertificateRequest.of(request);
      String flaw = signer.flaw(content, request.spec().usages());
      if (flaw != null) {
        fail(request, flaw);
        return Reconciled.done();
      }
      Bytes certificate = authority.sign(content, request.spec(), clock.instant());
      client
          .resources(CERTIFICATE_SIGNING_REQUEST)
          .updateStatus(request.with(b -> b.status(s -> s.certificate(certificate))));
      return Reconciled.done();
    } catch (GeneralSecurityException e) {
      return Reconciled.retry("cannot sign: " + e.getMessage());
    }
  }

  private void fail(CertificateSigningRequest request, String flaw) {
    List<CertificateSigningRequestCondition> conditions =
        new ArrayList<>(request.status().conditions());
    conditions.add(
        CertificateSigningRequestCondition.builder()
            .type("Failed")
            .status("True")
            .reason("SignerValidationFailure")
            .message(flaw)
            .lastUpdateTime(new Time(clock.instant()))
            .lastTransitionTime(new Time(clock.instant()))
            .build());
    client
        .resources(CERTIFICATE_SIGNING_REQUEST)
        .updateStatus(request.with(b -> b.status(s -> s.conditions(conditions))));
  }
}
