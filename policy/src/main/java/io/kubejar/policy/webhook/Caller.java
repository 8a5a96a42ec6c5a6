package io.kubejar.policy.webhook;

import io.kubejar.api.admissionregistration.v1.ServiceReference;
import io.kubejar.api.admissionregistration.v1.WebhookClientConfig;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.value.Bytes;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientResponse;
import io.kubejar.http.ClientTls;
import io.kubejar.http.HttpClient;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Sends reviews to webhooks over HTTPS.
///
/// Connections are kept and shared by webhooks with the same authorities. A service is reached at
/// its cluster address and proves that it is `name.namespace.svc`.
public final class Caller implements AutoCloseable {
  private static final int ANSWER_LIMIT = 3 << 20;
  private static final int CLIENTS = 64;

  private final ClusterView view;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-deadlines").factory());
  private final Map<Trust, HttpClient> clients =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Trust, HttpClient> eldest) {
          if (size() <= CLIENTS) {
            return false;
          }
          eldest.getValue().close();
          return true;
        }
      };

  public Caller(ClusterView view) {
    this.view = view;
  }

  private record Trust(Bytes authorities, String serverName) {}

  private record Target(String shown, URI address, String serverName) {}

  /// A webhook could not be asked; the message says why.
  static final class CallFailed extends Exception {
    private static final long serialVersionUID = 1L;

    CallFailed(String message) {
      super(message, null, false, false);
    }

    String text() {
      String message = getMessage();
      return message == null ? "" : message;
    }
  }

  /// The answer to a review.
  JsonValue.Obj ask(WebhookClientConfig config, Duration timeout, JsonValue review)
      throws CallFailed {
    Target target = target(config, timeout);
    try {
      return send(client(config, target), target, timeout, review);
    } catch (IOException e) {
      throw new CallFailed(post(target) + reason(e));
    }
  }

  private JsonValue.Obj send(HttpClient client, Target target, Duration timeout, JsonValue review)
      throws IOException, CallFailed {
    ClientRequest request =
        ClientRequest.of("POST", target.address())
            .withHeader("Accept", "application/json")
            .withHeader("User-Agent", "kube-apiserver-admission")
            .withBody("application/json", review.toJson())
            .withResponseTimeout(timeout)
            .withReadTimeout(timeout);
    var call = client.call(request);
    var late = new java.util.concurrent.atomic.AtomicBoolean();
    var deadline =
        deadlines.schedule(
            () -> {
              late.set(true);
              call.cancel();
            },
            timeout.toMillis(),
            TimeUnit.MILLISECONDS);
    try (ClientResponse response = call.execute()) {
      byte[] body = response.readBody(ANSWER_LIMIT);
      if (response.status() < 200 || response.status() > 299) {
        throw new CallFailed(refusal(response.status(), Bytes.wrap(body).toUtf8()));
      }
      return document(body);
    } catch (IOException e) {
      if (late.get()) {
        throw new CallFailed(post(target) + "context deadline exceeded");
      }
      throw e;
    } finally {
      deadline.cancel(false);
    }
  }

  private static String post(Target target) {
    return "Post \"%s\": ".formatted(target.shown());
  }

  private static String reason(IOException e) {
    return switch (e) {
      case java.net.SocketTimeoutException _ -> "context deadline exceeded";
      case java.net.ConnectException _ -> "dial tcp: connect: connection refused";
      case java.net.UnknownHostException _ ->
          "dial tcp: lookup " + e.getMessage() + ": no such host";
      default -> String.valueOf(e.getMessage());
    };
  }

  private static JsonValue.Obj document(byte[] body) throws CallFailed {
    try {
      if (JsonValue.parse(body) instanceof JsonValue.Obj object) {
        return object;
      }
    } catch (JsonException e) {
      throw new CallFailed("couldn't get version/kind; json parse error: " + e.getMessage());
    }
    throw new CallFailed("couldn't get version/kind; json parse error: json: cannot unmarshal");
  }

  private static String refusal(int status, String body) {
    String text = body.strip();
    return switch (status) {
      case 404 -> "the server could not find the requested resource";
      case 401 -> "the server has asked for the client to provide credentials";
      case 403 -> "forbidden";
      case 405 -> "the server does not allow this method on the requested resource";
      default ->
          status >= 500
              ? "an error on the server (\"%s\") has prevented the request from succeeding"
                  .formatted(text.isEmpty() ? "unknown" : text)
              : "the server rejected our request for an unknown reason";
    };
  }

  private Target target(WebhookClientConfig config, Duration timeout) throws CallFailed {
    String query = "?timeout=" + timeout.toSeconds() + "s";
    String url = config.url();
    if (url != null) {
      return new Target(url + query, URI.create(url + query), "");
    }
    ServiceReference service = config.service();
    if (service == null) {
      throw new CallFailed("either service or url must be set");
    }
    String path = service.path() == null || service.path().isEmpty() ? "/" : service.path();
    int port = service.port() == null ? 443 : service.port();
    String host = service.name() + "." + service.namespace() + ".svc";
    String shown = "https://" + host + ":" + port + path + query;
    return new Target(
        shown, URI.create("https://" + address(service, port, shown) + path + query), host);
  }

  private String address(ServiceReference reference, int port, String shown) throws CallFailed {
    Service service = view.get(ServiceKind.SERVICE, reference.namespace(), reference.name());
    if (service == null) {
      throw new CallFailed(
          "Post \"%s\": service \"%s\" not found".formatted(shown, reference.name()));
    }
    if ("ExternalName".equals(service.spec().type())) {
      return service.spec().externalName() + ":" + port;
    }
    String address = service.spec().clusterIP();
    if (address == null || address.isEmpty() || address.equals("None")) {
      throw new CallFailed(
          "Post \"%s\": unsupported service type, invalid ClusterIP".formatted(shown));
    }
    if (service.spec().ports().stream().noneMatch(each -> each.port() == port)) {
      throw new CallFailed(
          "Post \"%s\": no service port %d found for service \"%s\""
              .formatted(shown, port, reference.name()));
    }
    return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
  }

  private HttpClient client(WebhookClientConfig config, Target target) throws CallFailed {
    var trust = new Trust(config.caBundle(), target.serverName());
    synchronized (clients) {
      HttpClient known = clients.get(trust);
      if (known == null) {
        ClientTls tls =
            trust.authorities().isEmpty()
                ? ClientTls.system()
                : ClientTls.authorities(authorities(trust.authorities()));
        known =
            HttpClient.builder()
                .tls(trust.serverName().isEmpty() ? tls : tls.withServerName(trust.serverName()))
                .connectTimeout(Duration.ofSeconds(30))
                .build();
        clients.put(trust, known);
      }
      return known;
    }
  }

  private static List<X509Certificate> authorities(Bytes bundle) throws CallFailed {
    try {
      List<X509Certificate> authorities = new ArrayList<>();
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bundle.toArray()))) {
        if (each instanceof X509Certificate certificate) {
          authorities.add(certificate);
        }
      }
      if (!authorities.isEmpty()) {
        return authorities;
      }
    } catch (CertificateException e) {
      throw new CallFailed("unable to load root certificates: unable to parse bytes as PEM block");
    }
    throw new CallFailed("unable to load root certificates: unable to parse bytes as PEM block");
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    synchronized (clients) {
      clients.values().forEach(HttpClient::close);
      clients.clear();
    }
  }
}
