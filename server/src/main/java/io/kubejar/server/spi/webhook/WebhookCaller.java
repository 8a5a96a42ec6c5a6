package io.kubejar.server.spi.webhook;

import io.kubejar.api.value.Bytes;
import io.kubejar.http.CallFailures;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientResponse;
import io.kubejar.http.ClientTls;
import io.kubejar.http.HttpClient;
import io.kubejar.http.TlsIdentity;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.ServiceResolver;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Sends reviews to webhooks over HTTPS.
///
/// Connections are kept and shared by webhooks with the same authorities. A service is reached
/// where [ServiceResolver] says and proves that it is `name.namespace.svc`.
public final class WebhookCaller implements AutoCloseable {
  private static final int ANSWER_LIMIT = 3 << 20;
  private static final int CLIENTS = 64;
  private static final int HTTPS = 443;

  private final ServiceResolver services;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

  /// By what they trust, the one that was used longest ago first.
  private final Map<Trust, Shared> clients = new LinkedHashMap<>(16, 0.75f, true);

  private final WebhookLogins logins;

  public WebhookCaller(ClusterView view) {
    this(view, WebhookLogins.NONE);
  }

  /// @param logins how webhooks are shown who asks
  public WebhookCaller(ClusterView view, WebhookLogins logins) {
    this.services = new ServiceResolver(view);
    this.logins = logins;
  }

  private record Trust(Bytes authorities, String serverName, @Nullable TlsIdentity identity) {}

  /// A client and how many calls use it.
  private static final class Shared {
    private final HttpClient client;
    private int calls;

    Shared(HttpClient client) {
      this.client = client;
    }
  }

  private record Place(String shown, URI address, String serverName, WebhookLogins.Login login) {}

  /// A webhook could not be asked; the message says why.
  public static final class CallFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public CallFailed(String message) {
      super(message, null, false, false);
    }

    /// Why.
    public String text() {
      String message = getMessage();
      return message == null ? "" : message;
    }
  }

  /// The answer to a review.
  public JsonValue.Obj ask(WebhookTarget target, Duration timeout, JsonValue review)
      throws CallFailed {
    return ask(target, timeout, review, ANSWER_LIMIT);
  }

  /// The answer to a review.
  ///
  /// @param limit of the answer's bytes
  public JsonValue.Obj ask(WebhookTarget target, Duration timeout, JsonValue review, int limit)
      throws CallFailed {
    Place place = place(target, timeout);
    Shared shared = borrowed(target, place);
    try {
      return send(shared.client, place, timeout, review, limit);
    } catch (IOException e) {
      throw new CallFailed(post(place) + CallFailures.reason(e, place.address()));
    } finally {
      giveBack(shared);
    }
  }

  private JsonValue.Obj send(
      HttpClient client, Place place, Duration timeout, JsonValue review, int limit)
      throws IOException, CallFailed {
    ClientRequest request =
        ClientRequest.of("POST", place.address())
            .withHeader("Accept", "application/json")
            .withHeader("User-Agent", "kube-apiserver-admission")
            .withBody("application/json", review.toJson())
            .withResponseTimeout(timeout)
            .withReadTimeout(timeout);
    String authorization = place.login().authorization().get();
    if (!authorization.isEmpty()) {
      request = request.withHeader("Authorization", authorization);
    }
    var call = client.call(request);
    var late = new AtomicBoolean();
    var deadline =
        deadlines.schedule(
            () -> {
              late.set(true);
              call.cancel();
            },
            timeout.toMillis(),
            TimeUnit.MILLISECONDS);
    try (ClientResponse response = call.execute()) {
      byte[] body = response.readBody(limit);
      if (response.status() < 200 || response.status() > 299) {
        throw new CallFailed(refusal(response, body));
      }
      return document(body);
    } catch (IOException e) {
      if (late.get()) {
        throw new CallFailed(post(place) + "context deadline exceeded");
      }
      throw e;
    } finally {
      deadline.cancel(false);
    }
  }

  /// What an answer says that is none, in the words of its status if it is one.
  private static String refusal(ClientResponse response, byte[] body) {
    try {
      if (JsonValue.parse(body) instanceof JsonValue.Obj said
          && said.text("status").equals("Failure")
          && (said.text("kind").isEmpty() || said.text("kind").equals("Status"))) {
        return said.text("message");
      }
    } catch (JsonException e) {
      // no document, so that the code has to say it
    }
    return CallFailures.refusal(
        response.status(), response.headers().first("Content-Type"), Bytes.wrap(body).toUtf8());
  }

  private static String post(Place place) {
    return "Post \"%s\": ".formatted(place.shown());
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

  private Place place(WebhookTarget target, Duration timeout) throws CallFailed {
    String query = "?timeout=" + timeout.toSeconds() + "s";
    String url = target.url();
    if (url != null) {
      URI address = URI.create(url + query);
      int port = address.getPort() < 0 ? HTTPS : address.getPort();
      return new Place(url + query, address, "", logins.at(address.getHost() + ":" + port));
    }
    WebhookTarget.At service = target.service();
    if (service == null) {
      throw new CallFailed("either service or url must be set");
    }
    String host = service.name() + "." + service.namespace() + ".svc";
    String shown = "https://" + host + ":" + service.port() + service.path() + query;
    try {
      var address = services.resolve(service.namespace(), service.name(), service.port());
      return new Place(
          shown,
          URI.create("https://" + address.authority() + service.path() + query),
          host,
          logins.at(host + ":" + service.port()));
    } catch (ServiceResolver.Unresolved e) {
      throw new CallFailed("Post \"%s\": %s".formatted(shown, e.getMessage()));
    }
  }

  private Shared borrowed(WebhookTarget target, Place place) throws CallFailed {
    var trust = new Trust(target.authorities(), place.serverName(), place.login().identity());
    synchronized (clients) {
      Shared known = clients.get(trust);
      if (known == null) {
        ClientTls tls =
            trust.authorities().isEmpty()
                ? ClientTls.system()
                : ClientTls.authorities(authorities(trust.authorities()));
        if (trust.identity() != null) {
          tls = tls.withIdentity(trust.identity());
        }
        known =
            new Shared(
                HttpClient.builder()
                    .tls(
                        trust.serverName().isEmpty() ? tls : tls.withServerName(trust.serverName()))
                    .connectTimeout(Duration.ofSeconds(30))
                    .build());
        clients.put(trust, known);
      }
      known.calls++;
      closeIdle();
      return known;
    }
  }

  private void giveBack(Shared shared) {
    synchronized (clients) {
      shared.calls--;
      closeIdle();
    }
  }

  /// Closes clients beyond the bound, but for those in use.
  private void closeIdle() {
    var each = clients.values().iterator();
    while (clients.size() > CLIENTS && each.hasNext()) {
      Shared shared = each.next();
      if (shared.calls == 0) {
        shared.client.close();
        each.remove();
      }
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
      clients.values().forEach(shared -> shared.client.close());
      clients.clear();
    }
  }
}
