package io.kubejar.server.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.http.ClientRequest;
import io.kubejar.http.HttpClient;
import io.kubejar.server.ApiServer;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.User;
import io.kubejar.server.testing.Anything;
import io.kubejar.store.Store;
import io.kubejar.store.memory.MemoryStore;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SwaggerUiTest {
  private static final Pattern FILE = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

  @Test
  void everyFileOfThePageIsThereAndNothingElse() throws Exception {
    try (Store store = MemoryStore.open();
        ApiServer server =
            ApiServer.builder(store)
                .guards(_ -> new ApiServer.Guards(List.of(new Anything()), List.of()))
                .assemble();
        HttpClient client = HttpClient.builder().build()) {
      server.listen(
          List.of(new InetSocketAddress("127.0.0.1", 0)),
          _ -> new Authenticator.Outcome.Authenticated(User.of("admin", "system:authenticated")),
          null,
          SwaggerUi.routes());
      String base = "http://127.0.0.1:" + server.port();
      String page = get(client, base + "/swagger-ui/");
      List<String> files =
          FILE.matcher(page).results().map((MatchResult found) -> found.group(1)).toList();
      assertThat(files).hasSize(4);
      for (String file : files) {
        assertThat(get(client, base + file)).as(file).startsWith("200 ");
      }
      assertThat(get(client, base + "/swagger-ui/swagger-ui.js")).startsWith("404 ");
      assertThat(get(client, base + "/swagger-ui/../openapi/v2")).startsWith("404 ");
      assertThat(get(client, base + "/swagger-ui/%2e%2e/pom.properties")).startsWith("404 ");
    }
  }

  private static String get(HttpClient client, String url) throws Exception {
    try (var response = client.send(ClientRequest.get(URI.create(url)))) {
      return response.status() + " " + new String(response.body().readAllBytes(), UTF_8);
    }
  }
}
