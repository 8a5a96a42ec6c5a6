package io.kubejar.server.aggregation;

import io.kubejar.api.apiregistration.v1.APIServiceSpec;
import io.kubejar.api.apiregistration.v1.ServiceReference;
import io.kubejar.http.CallFailures;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientResponse;
import io.kubejar.http.ClientTls;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpClient;
import io.kubejar.http.TlsIdentity;
import io.kubejar.server.spi.ServiceResolver;
import io.kubejar.server.spi.ServiceResolver.Unresolved;
import io.kubejar.server.spi.User;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// Calls a backend over TLS: it proves to be `name.namespace.svc`, and knows this server by the
/// certificate of the front proxy.
final class BackendClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int DOCUMENT_LIMIT = 32 << 20;
  private static final int DEFAULT_PORT = 443;

  /// The server itself, of whom a backend has to believe that it may see everything.
  private static final User SERVER = User.of("system:kube-aggregator", "system:masters");

  private final ServiceReference reference;
  private final ServiceResolver services;
  private final String path;
  private final HttpClient http;

  /// Why there are no authorities to trust; empty when there are.
  private final String flaw;

  BackendClient(APIServiceSpec spec, ServiceResolver services, Supplier<TlsIdentity> identity) {
    this.reference = Objects.requireNonNull(spec.service(), "the service of a backend");
    this.services = services;
    this.path = "/apis/" + spec.group() + "/" + spec.version();
    ClientTls tls;
    String wrong = "";
    try {
      tls =
          spec.insecureSkipTLSVerify()
              ? ClientTls.insecure()
              : spec.caBundle().isEmpty()
                  ? ClientTls.system()
                  : ClientTls.authorities(authorities(spec.caBundle().toArray()));
    } catch (CertificateException e) {
      tls = ClientTls.authorities(List.of());
      wrong = "unable to load root certificates: unable to parse bytes as PEM block";
    }
    this.flaw = wrong;
    this.http =
        HttpClient.builder()
            .tls(
                new ClientTls(
                    tls.trust(),
                    identity::get,
                    reference.name() + "." + reference.namespace() + ".svc"))
            .connectTimeout(TIMEOUT)
            .build();
  }

  private static List<X509Certificate> authorities(byte[] pem) throws CertificateException {
    List<X509Certificate> found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem))
            .stream()
            .map(X509Certificate.class::cast)
            .toList();
    if (found.isEmpty()) {
      throw new CertificateException("no certificates");
    }
    return found;
  }

  /// `/apis/<group>/<version>`
  String path() {
    return path;
  }

  HttpClient http() {
    return http;
  }

  String flaw() {
    return flaw;
  }

  /// A place on one of the backend's endpoints.
  URI uri(String pathAndQuery) throws Unresolved {
    Integer port = reference.port();
    var address =
        services.resolve(
            reference.namespace(), reference.name(), port == null ? DEFAULT_PORT : port);
    return URI.create("https://" + address.authority() + pathAndQuery);
  }

  /// Asks for what every backend has to answer; why it does not, or nothing.
  String probe() {
    if (!flaw.isEmpty()) {
      return flaw;
    }
    URI uri;
    try {
      uri = uri(path);
    } catch (Unresolved e) {
      return String.valueOf(e.getMessage());
    }
    try (ClientResponse response = http.send(request(uri, "application/json"))) {
      return response.status() < 200 || response.status() > 299
          ? "failing or missing response from %s: bad status from %s: %d"
              .formatted(uri, uri, response.status())
          : "";
    } catch (IOException e) {
      return "failing or missing response from %s: Get \"%s\": %s"
          .formatted(uri, uri, CallFailures.reason(e, uri));
    }
  }

  /// A document of the backend's; empty when it has none.
  Optional<byte[]> document(String pathAndQuery, String accept) throws IOException {
    try (ClientResponse response = http.send(request(uri(pathAndQuery), accept))) {
      return response.status() == 200
          ? Optional.of(response.readBody(DOCUMENT_LIMIT))
          : Optional.empty();
    } catch (Unresolved e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static ClientRequest request(URI uri, String accept) {
    return ClientRequest.get(uri)
        .withHeaders(RemoteUser.of(SERVER, Headers.of("accept", accept)))
        .withResponseTimeout(TIMEOUT)
        .withReadTimeout(TIMEOUT);
  }

  @Override
  public void close() {
    http.close();
  }
}
