package io.kubejar.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// A server under test, with clients that fit it.
final class TestServer implements AutoCloseable {
  static final TestAuthority AUTHORITY = new TestAuthority("CN=test-ca");
  static final TestAuthority STRANGER = new TestAuthority("CN=other-ca");
  private static final TlsIdentity SERVER = AUTHORITY.issue("CN=server");

  final HttpServer server;
  final boolean secure;

  private TestServer(HttpServer server, boolean secure) {
    this.server = server;
    this.secure = secure;
  }

  static TestServer plain(Handler handler) throws IOException {
    return plain(handler, ServerLimits.defaults());
  }

  static TestServer plain(Handler handler, ServerLimits limits) throws IOException {
    return new TestServer(HttpServer.builder(handler).limits(limits).name("test").start(), false);
  }

  static TestServer secure(Handler handler) throws IOException {
    return secure(handler, ServerLimits.defaults());
  }

  static TestServer secure(Handler handler, ServerLimits limits) throws IOException {
    return new TestServer(
        HttpServer.builder(handler)
            .limits(limits)
            .name("test")
            .tls(ServerTls.of(SERVER, AUTHORITY.trusted()))
            .start(),
        true);
  }

  URI uri(String path) {
    return URI.create((secure ? "https" : "http") + "://localhost:" + server.port() + path);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
  }

  /// The JDK's client, as a peer that knows nothing of this code.
  static java.net.http.HttpClient peer(
      java.net.http.HttpClient.Version version, @Nullable TlsIdentity identity)
      throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(
        identity == null ? null : new KeyManager[] {new OwnKeyManager(identity)},
        new TrustManager[] {TrustStores.trustManager(AUTHORITY.trusted())},
        new SecureRandom());
    return java.net.http.HttpClient.newBuilder().version(version).sslContext(context).build();
  }

  static HttpClient client() {
    return HttpClient.builder().tls(ClientTls.authorities(AUTHORITY.trusted())).build();
  }

  static HttpClient client(TlsIdentity identity) {
    return HttpClient.builder()
        .tls(ClientTls.authorities(AUTHORITY.trusted()).withIdentity(identity))
        .build();
  }

  @Override
  public void close() {
    server.shutdown(Duration.ofMillis(300));
  }
}
