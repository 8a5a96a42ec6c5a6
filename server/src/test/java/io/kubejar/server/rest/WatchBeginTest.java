package io.kubejar.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.server.ApiServer;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.User;
import io.kubejar.server.testing.Anything;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A watch that begins with more than is held for a connection goes on with what changes meanwhile.
@Timeout(120)
class WatchBeginTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final int OBJECTS = 100;
  private static final int WATCHERS = 20;
  private static final String PAD = "x".repeat(50_000);

  @Test
  void watchesOfManyObjectsAreNotCutOffWhileObjectsChange() throws Exception {
    try (Store store = MemoryStore.open();
        var server =
            ApiServer.builder(store)
                .guards(_ -> new ApiServer.Guards(List.of(new Anything()), List.of()))
                .assemble();
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var admin = new Authenticator.Outcome.Authenticated(User.of("admin", "system:authenticated"));
      server.listen(List.of(new InetSocketAddress("127.0.0.1", 0)), _ -> admin, null, List.of());
      String base = "http://127.0.0.1:" + server.port() + MAPS;
      for (int i = 0; i < OBJECTS; i++) {
        assertThat(create(client, base, "old-" + i)).isEqualTo(201);
      }
      var watches = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (int i = 0; i < WATCHERS; i++) {
        var request =
            HttpRequest.newBuilder(URI.create(base + "?watch=1&timeoutSeconds=2")).build();
        watches.add(client.sendAsync(request, BodyHandlers.ofString()));
      }
      var all = CompletableFuture.allOf(watches.toArray(CompletableFuture[]::new));
      for (int i = 0; i < 30 && !all.isDone(); i++) {
        assertThat(create(client, base, "new-" + i)).isEqualTo(201);
      }
      all.get(60, TimeUnit.SECONDS);
      for (var watch : watches) {
        assertThat(watch.get().body().lines().count()).isGreaterThanOrEqualTo(OBJECTS);
      }
    }
  }

  private static int create(HttpClient client, String base, String name)
      throws IOException, InterruptedException {
    String body = "{\"metadata\":{\"name\":\"%s\"},\"data\":{\"pad\":\"%s\"}}".formatted(name, PAD);
    var request =
        HttpRequest.newBuilder(URI.create(base))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }
}
