package io.kubejar.controllers.certificates;

import static io.kubejar.api.certificates.v1.CertificateSigningRequestKind.CERTIFICATE_SIGNING_REQUEST;

import io.kubejar.api.certificates.v1.CertificateSigningRequest;
import io.kubejar.api.certificates.v1.CertificateSigningRequestCondition;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.value.Time;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Deletes requests that are of no more use: once a minute it looks for those that were decided an
/// hour ago, those that wait for a day, and those whose certificate is over.
public final class CertificateCleaner implements Controller {
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration DECIDED = Duration.ofHours(1);
  private static final Duration WAITING = Duration.ofHours(24);
  private static final String SWEEP = "sweep";

  private final Client client;
  private final InstantSource clock;
  private final Lister<CertificateSigningRequest> requests;
  private final ReconcileLoop<String> loop;

  public CertificateCleaner(ControllerContext context) {
    Informer<CertificateSigningRequest> informer =
        context.informers().of(CERTIFICATE_SIGNING_REQUEST);
    this.client = context.client();
    this.clock = context.clock();
    this.requests = informer.lister();
    this.loop = new ReconcileLoop<>(name(), 1, context, List.of(informer), _ -> sweep());
    loop.queue().add(SWEEP);
  }

  @Override
  public String name() {
    return "certificatesigningrequest-cleaner-controller";
  }

  /// The queue of the one thing to do and its worker.
  public ReconcileLoop<String> loop() {
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

  private Reconciled sweep() {
    for (CertificateSigningRequest request : requests.list()) {
      if (isOver(request, clock.instant())) {
        try {
          client.resources(CERTIFICATE_SIGNING_REQUEST).delete(request.metadata().name());
        } catch (ApiException e) {
          if (!e.isNotFound()) {
            throw e;
          }
        }
      }
    }
    return Reconciled.again(INTERVAL);
  }

  static boolean isOver(CertificateSigningRequest request, Instant now) {
    boolean issued = !request.status().certificate().isEmpty();
    CertificateSigningRequestCondition approved = CertificateRequest.condition(request, "Approved");
    if (request.status().conditions().isEmpty()) {
      return passed(request.metadata().creationTimestamp(), WAITING, now);
    }
    return passed(CertificateRequest.condition(request, "Denied"), DECIDED, now)
        || passed(CertificateRequest.condition(request, "Failed"), DECIDED, now)
        || passed(approved, issued ? DECIDED : WAITING, now)
        || (approved != null && issued && isExpired(request, now));
  }

  private static boolean passed(
      @Nullable CertificateSigningRequestCondition condition, Duration time, Instant now) {
    return condition != null && passed(condition.lastUpdateTime(), time, now);
  }

  private static boolean passed(@Nullable Time since, Duration time, Instant now) {
    return since != null && since.instant().plus(time).isBefore(now);
  }

  private static boolean isExpired(CertificateSigningRequest request, Instant now) {
    byte[] pem = request.status().certificate().toArray();
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(pem));
      return certificate.getNotAfter().toInstant().isBefore(now);
    } catch (CertificateException _) {
      return false; // some other signer's, which it alone understands
    }
  }
}
