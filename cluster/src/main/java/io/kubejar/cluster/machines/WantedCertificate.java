package io.kubejar.cluster.machines;

import static io.kubejar.api.certificates.v1.CertificateSigningRequestKind.CERTIFICATE_SIGNING_REQUEST;

import io.kubejar.api.certificates.v1.CertificateSigningRequest;
import io.kubejar.api.certificates.v1.CertificateSigningRequestCondition;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.value.Bytes;
import io.kubejar.client.Client;
import io.kubejar.http.Pem;
import io.kubejar.server.pki.CertificateTemplate;
import io.kubejar.server.pki.ClusterPki;
import io.kubejar.server.pki.Credential;
import io.kubejar.server.pki.PkiOptions;
import io.kubejar.server.pki.SigningRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What a node asks the cluster to sign.
///
/// @param signer who is to sign it
/// @param usages what the certificate is to serve for
record WantedCertificate(CertificateTemplate template, String signer, List<String> usages) {
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final String GROUP = "system:nodes";

  WantedCertificate {
    usages = List.copyOf(usages);
  }

  static WantedCertificate client(String node) {
    return new WantedCertificate(
        CertificateTemplate.client(user(node), GROUP),
        "kubernetes.io/kube-apiserver-client-kubelet",
        List.of("digital signature", "client auth"));
  }

  /// @param address by which the cluster reaches the node
  static WantedCertificate serving(String node, String address) {
    return new WantedCertificate(
        new CertificateTemplate(
            user(node),
            List.of(GROUP),
            CertificateTemplate.Usage.SERVER,
            List.of(node),
            List.of(address)),
        "kubernetes.io/kubelet-serving",
        List.of("digital signature", "server auth"));
  }

  private static String user(String node) {
    return "system:node:" + node;
  }

  /// Whether a certificate has all the names.
  boolean isNamedBy(X509Certificate certificate) {
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      List<String> names =
          all == null ? List.of() : all.stream().map(it -> Objects.toString(it.get(1))).toList();
      return Stream.concat(
              template.dnsNames().stream(),
              template.addresses().stream().map(it -> InetAddress.ofLiteral(it).getHostAddress()))
          .allMatch(names::contains);
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  /// One that nobody vouches for.
  Credential selfSigned() {
    return ClusterPki.inMemory(
            PkiOptions.of("cluster.local", "127.0.0.1", List.of()), Clock.systemUTC())
        .nodeServing(template.dnsNames().getFirst(), template.dnsNames(), template.addresses());
  }

  /// Asks for it and waits until it is there.
  ///
  /// @throws IOException when it is refused or does not come in time
  Credential request(Client client, Duration timeout, SecureRandom random)
      throws IOException, InterruptedException {
    SigningRequest asked = SigningRequest.of(template, random);
    var requests = client.resources(CERTIFICATE_SIGNING_REQUEST, "");
    try {
      CertificateSigningRequest made =
          requests.create(
              CertificateSigningRequest.builder()
                  .metadata(it -> it.generateName("node-csr-"))
                  .spec(it -> it.request(Bytes.utf8(asked.pem())).signerName(signer).usages(usages))
                  .build());
      String name = made.metadata().name();
      long deadline = System.nanoTime() + timeout.toNanos();
      while (true) {
        CertificateSigningRequest state = requests.get(name);
        requireHope(state);
        if (!state.status().certificate().equals(Bytes.EMPTY)) {
          return asked.with(Pem.certificates(state.status().certificate().toUtf8()).getFirst());
        }
        if (System.nanoTime() - deadline > 0) {
          throw new IOException(
              "the request %s for the node's certificate was not answered within %d s; do the"
                      .formatted(name, timeout.toSeconds())
                  + " cluster's controllers run?");
        }
        Thread.sleep(PAUSE);
      }
    } catch (ApiException | IllegalArgumentException e) {
      throw new IOException("no certificate for the node: " + e.getMessage(), e);
    }
  }

  private static void requireHope(CertificateSigningRequest state) throws IOException {
    for (CertificateSigningRequestCondition condition : state.status().conditions()) {
      if (condition.type().equals("Denied") || condition.type().equals("Failed")) {
        throw new IOException(
            "the request %s for the node's certificate was refused: %s"
                .formatted(state.metadata().name(), condition.message()));
      }
    }
  }
}
