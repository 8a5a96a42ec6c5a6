package io.kubejar.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.server.ApiServer;
import io.kubejar.server.fairness.FlowControl;
import io.kubejar.server.fairness.FlowCounts;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.User;
import io.kubejar.server.testing.Anything;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import io.kubejar.wire.json.JsonValue;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A server that has more to do than it can bear, or that ends.
class OverloadTest {
  private final Store store = MemoryStore.open();
  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private ApiServer server = ApiServer.builder(store).assemble();

  /// Lets everybody do everything.
  private void start(ApiServer.Builder builder) throws Exception {
    server =
        builder.guards(_ -> new ApiServer.Guards(List.of(new Anything()), List.of())).assemble();
    server.listen(
        List.of(new InetSocketAddress("127.0.0.1", 0)),
        _ -> new Authenticator.Outcome.Authenticated(User.of("ada", "system:authenticated")),
        null,
        List.of(
            Route.get("/ping", context -> context.respondText(200, "pong")),
            Route.get("/readyz", context -> context.respondText(200, "ok")),
            Route.get(
                "/slow",
                context -> {
                  begun.countDown();
                  mayEnd.await();
                  context.respondText(200, "done");
                })));
  }

  @AfterEach
  void stop() {
    mayEnd.countDown();
    client.close();
    server.close();
    store.close();
  }

  private CompletableFuture<HttpResponse<String>> get(String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aRequestThatTakesTooLongIsAnsweredWith504() throws Exception {
    start(ApiServer.builder(store).requestTimeout(Duration.ofMillis(100)));
    var answer = get("/slow").get(30, TimeUnit.SECONDS);
    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(JsonValue.parse(answer.body()))
        .isEqualTo(
            JsonValue.parse(
                """
                {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",
                 "message":"Timeout: request did not complete within the allotted timeout",
                 "reason":"Timeout","details":{},"code":504}\
                """));
  }

  @Test
  void withoutFairnessARequestBeyondTheBoundIsRefused() throws Exception {
    start(ApiServer.builder(store).inFlight(1, 1));
    var slow = get("/slow");
    begun.await();
    var answer = get("/ping").get(30, TimeUnit.SECONDS);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("retry-after")).contains("1");
    assertThat(answer.body()).isEqualTo("Too many requests, please try again later.\n");
    mayEnd.countDown();
    assertThat(slow.get(30, TimeUnit.SECONDS).body()).isEqualTo("done");
    assertThat(get("/ping").get(30, TimeUnit.SECONDS).body()).isEqualTo("pong");
  }

  @Test
  void withFairnessAnAnswerNamesItsSchemaAndItsLevel() throws Exception {
    start(
        ApiServer.builder(store)
            .fairness(new FlowControl.Options(1, Duration.ofSeconds(1)), FlowCounts.NONE));
    var slow = get("/slow");
    begun.await();
    var refused = get("/ping").get(30, TimeUnit.SECONDS);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().map())
        .containsKeys("x-kubernetes-pf-flowschema-uid", "x-kubernetes-pf-prioritylevel-uid");
    mayEnd.countDown();
    assertThat(slow.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void aWatchHoldsNoSeatOnceItHasBegun() throws Exception {
    start(
        ApiServer.builder(store)
            .fairness(new FlowControl.Options(1, Duration.ofSeconds(1)), FlowCounts.NONE));
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/api/v1/configmaps?watch=1"))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    var watch = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(watch.statusCode()).isEqualTo(200);
    assertThat(get("/ping").get(30, TimeUnit.SECONDS).body()).isEqualTo("pong");
    watch.body().close();
  }

  @Test
  void aServerThatEndsFinishesWhatItBeganAndTakesNothingNew() throws Exception {
    start(ApiServer.builder(store));
    get("/ping").get(30, TimeUnit.SECONDS); // leaves an open connection
    var slow = get("/slow");
    begun.await();
    var ending = CompletableFuture.runAsync(() -> server.shutdown(Duration.ofSeconds(30)));
    mayEnd.countDown();
    assertThat(slow.get(30, TimeUnit.SECONDS).body()).isEqualTo("done");
    ending.get(30, TimeUnit.SECONDS);
    assertThat(get("/ping")).failsWithin(Duration.ofSeconds(30));
  }
}
