package io.kubejar.server.spi.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.value.Bytes;
import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import io.kubejar.http.HttpServer;
import io.kubejar.http.ServerTls;
import io.kubejar.server.pki.CertificateTemplate;
import io.kubejar.server.pki.ClusterPki;
import io.kubejar.server.pki.PkiOptions;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookCallerTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int CALLS = 70;

  private final ClusterPki pki =
      ClusterPki.inMemory(
          PkiOptions.of("cluster.local", "10.96.0.1", List.of()), Clock.systemUTC());
  private final CountDownLatch arrived = new CountDownLatch(CALLS);
  private final HttpServer webhook;
  private final WebhookCaller caller = new WebhookCaller(new Nothing());

  WebhookCallerTest() throws IOException {
    this.webhook =
        HttpServer.builder(this::answer)
            .bind(new InetSocketAddress("127.0.0.1", 0))
            .tls(
                ServerTls.of(
                    pki.authority()
                        .issue(
                            CertificateTemplate.server("hook", List.of("localhost"), List.of()),
                            Duration.ofDays(1))
                        .identity()))
            .start();
  }

  private record Nothing() implements ClusterView {
    @Override
    public <T extends ApiObject> @Nullable T get(Kind<T> kind, String namespace, String name) {
      return null;
    }

    @Override
    public <T extends ApiObject> @Nullable T getConsistent(
        Kind<T> kind, String namespace, String name) {
      return null;
    }

    @Override
    public <T extends ApiObject> List<T> list(Kind<T> kind, String namespace) {
      return List.of();
    }

    @Override
    public long generation(Kind<?> kind) {
      return 0;
    }
  }

  @AfterEach
  void stop() {
    caller.close();
    webhook.close();
  }

  /// Answers when all have come, or at once when asked so.
  private void answer(Exchange exchange) throws IOException {
    if (exchange.path().equals("/together")) {
      arrived.countDown();
      try {
        arrived.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
    exchange.respond(
        200,
        Headers.of("content-type", "application/json"),
        "{\"a\": 1}".getBytes(StandardCharsets.UTF_8));
  }

  /// The same authorities in other bytes, for which there is another client.
  private WebhookTarget target(String path, int variant) {
    String bundle = pki.authorityPem() + "\n".repeat(variant);
    return new WebhookTarget(
        "https://localhost:" + webhook.port() + path,
        null,
        Bytes.wrap(bundle.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void clientsInUseStayOpen() throws Exception {
    List<Future<Obj>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLS; i++) {
        int variant = i;
        answers.add(
            threads.submit(() -> caller.ask(target("/together", variant), TIMEOUT, Obj.EMPTY)));
      }
      for (Future<Obj> answer : answers) {
        assertThat(answer.get().get("a")).isEqualTo(JsonValue.of(1));
      }
    }
  }

  @Test
  void answersAreBounded() throws Exception {
    WebhookTarget target = target("/", 0);
    assertThat(caller.ask(target, TIMEOUT, Obj.EMPTY, 8).get("a")).isEqualTo(JsonValue.of(1));
    assertThatThrownBy(() -> caller.ask(target, TIMEOUT, Obj.EMPTY, 7))
        .isInstanceOf(WebhookCaller.CallFailed.class);
  }
}
