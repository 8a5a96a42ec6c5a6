package io.kubejar.controllers.certificates;

import static io.kubejar.api.authorization.v1.SubjectAccessReviewKind.SUBJECT_ACCESS_REVIEW;
import static io.kubejar.api.certificates.v1.CertificateSigningRequestKind.CERTIFICATE_SIGNING_REQUEST;

import io.kubejar.api.authorization.v1.SubjectAccessReview;
import io.kubejar.api.certificates.v1.CertificateSigningRequest;
import io.kubejar.api.certificates.v1.CertificateSigningRequestCondition;
import io.kubejar.api.certificates.v1.CertificateSigningRequestSpec;
import io.kubejar.api.value.Time;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.client.Request;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Approves the requests of nodes for client certificates of their own, when an access review says
/// that whoever asks may have one, and those for serving certificates too where nodes have the
/// right to `selfnodeserver` and [ServingNames] finds nothing wrong.
///
/// Upstream approves the former only, and leaves the latter to people; so does this where that
/// right is given to nobody.
public final class ApprovingController implements Controller {
  private final Client client;
  private final InstantSource clock;
  private final Lister<CertificateSigningRequest> requests;
  private final ServingNames names;
  private final ReconcileLoop<Key> loop;

  public ApprovingController(ControllerContext context) {
    Informer<CertificateSigningRequest> informer =
        context.informers().of(CERTIFICATE_SIGNING_REQUEST);
    this.client = context.client();
    this.clock = context.clock();
    this.requests = informer.lister();
    this.names = new ServingNames(context.informers());
    this.loop = ReconcileLoop.of(name(), 1, context, List.of(informer), this::reconcile);
    informer.addHandler(Changes.of(request -> loop.queue().add(Key.of(request))));
  }

  @Override
  public String name() {
    return "certificatesigningrequest-approving-controller";
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
    Signer signer = request == null ? null : signer(request);
    if (request == null
        || signer == null
        || !request.status().certificate().isEmpty()
        || CertificateRequest.is(request, "Approved")
        || CertificateRequest.is(request, "Denied")) {
      return Reconciled.done();
    }
    CertificateRequest content;
    try {
      content = CertificateRequest.of(request);
    } catch (GeneralSecurityException e) {
      return Reconciled.retry("unable to parse: " + e.getMessage());
    }
    if (signer.flaw(content, request.spec().usages()) != null) {
      return Reconciled.done();
    }
    if (signer == Signer.NODE_SERVING) {
      return serving(request, content);
    }
    if (content.commonName().equals(request.spec().username()) && may(request, "selfnodeclient")) {
      approve(request, "Auto approving self kubelet client certificate after SubjectAccessReview.");
      return Reconciled.done();
    }
    if (may(request, "nodeclient")) {
      approve(request, "Auto approving kubelet client certificate after SubjectAccessReview.");
      return Reconciled.done();
    }
    return Reconciled.retry("the subject access review was not approved");
  }

  private static @Nullable Signer signer(CertificateSigningRequest request) {
    for (Signer signer : List.of(Signer.NODE_CLIENT, Signer.NODE_SERVING)) {
      if (signer.signerName().equals(request.spec().signerName())) {
        return signer;
      }
    }
    return null;
  }

  private Reconciled serving(CertificateSigningRequest request, CertificateRequest content) {
    if (!may(request, "selfnodeserver")) {
      return Reconciled.done();
    }
    String flaw;
    try {
      flaw = names.flaw(content, request.spec().username());
    } catch (GeneralSecurityException e) {
      return Reconciled.done();
    }
    if (flaw != null) {
      return Reconciled.retry("a serving certificate was not approved: " + flaw);
    }
    approve(
        request, "Auto approving kubelet serving certificate whose names are all the node's own.");
    return Reconciled.done();
  }

  private boolean may(CertificateSigningRequest request, String subresource) {
    CertificateSigningRequestSpec spec = request.spec();
    SubjectAccessReview review =
        SubjectAccessReview.builder()
            .spec(
                s ->
                    s.user(spec.username())
                        .uid(spec.uid())
                        .groups(spec.groups())
                        .extra(spec.extra())
                        .resourceAttributes(
                            a ->
                                a.group("certificates.k8s.io")
                                    .resource("certificatesigningrequests")
                                    .verb("create")
                                    .version("*")
                                    .subresource(subresource)))
            .build();
    return client.resources(SUBJECT_ACCESS_REVIEW).create(review).status().allowed();
  }

  private void approve(CertificateSigningRequest request, String message) {
    List<CertificateSigningRequestCondition> conditions =
        new ArrayList<>(request.status().conditions());
    conditions.add(
        CertificateSigningRequestCondition.builder()
            .type("Approved")
            .status("True")
            .reason("AutoApproved")
            .message(message)
            .lastUpdateTime(new Time(clock.instant()))
            .lastTransitionTime(new Time(clock.instant()))
            .build());
    client
        .resources(CERTIFICATE_SIGNING_REQUEST)
        .subresource(
            Request.Verb.UPDATE,
            request.metadata().name(),
            "approval",
            request.with(b -> b.status(s -> s.conditions(conditions))),
            CERTIFICATE_SIGNING_REQUEST.codec());
  }
}
