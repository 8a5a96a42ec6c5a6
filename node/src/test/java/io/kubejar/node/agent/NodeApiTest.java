package io.kubejar.node.agent;

import static io.kubejar.node.agent.NodeHarness.container;
import static io.kubejar.node.agent.NodeHarness.pod;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientResponse;
import io.kubejar.http.HttpClient;
import io.kubejar.http.remote.ForwardedConnection;
import io.kubejar.http.remote.PortForwardClient;
import io.kubejar.http.remote.RemoteCommandClient;
import io.kubejar.http.remote.RemoteCommandOptions;
import io.kubejar.http.remote.RemoteCommandSession;
import io.kubejar.linux.Mounts;
import io.kubejar.node.agent.api.NodeApiSecurity.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The node's own API, as the API server uses it.
final class NodeApiTest {
  @TempDir Path directory;
  private final HttpClient client = HttpClient.builder().build();
  private NodeHarness node;

  @BeforeEach
  void start() throws IOException {
    node = new NodeHarness(directory, true);
    node.given(
        pod(
            "web",
            Map.of("simulated.kubejar.io/main", "log=first;log=second;wait=5s;log=third"),
            _ -> {}));
    node.awaitReady("web");
  }

  @AfterEach
  void stop() {
    client.close();
    node.close();
    Mounts.unmountAllUnder(directory);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + node.agent.apiPort() + path);
  }

  private record Answer(int status, String text) {}

  private Answer get(String path) throws IOException {
    try (ClientResponse response = client.send(ClientRequest.get(uri(path)))) {
      return new Answer(response.status(), new String(response.readBody(1 << 20), UTF_8));
    }
  }

  @Test
  void servesLogs() throws IOException {
    assertThat(get("/containerLogs/default/web/main"))
        .isEqualTo(new Answer(200, "first\nsecond\n"));
    assertThat(node.access.asked).isEqualTo("get proxy");
    assertThat(get("/containerLogs/default/web/main?tailLines=1&timestamps=true").text())
        .startsWith("2026-01-01T00:00:00")
        .endsWith(" second\n");
    assertThat(get("/containerLogs/default/web/none"))
        .isEqualTo(new Answer(404, "container \"none\" not found in pod \"web\""));
    assertThat(get("/containerLogs/default/web/main?previous=true"))
        .isEqualTo(
            new Answer(400, "previous terminated container \"main\" in pod \"web\" not found"));
    assertThat(get("/containerLogs/default/other/main").status()).isEqualTo(404);
  }

  @Test
  void followsLogs() throws IOException {
    ClientRequest request = ClientRequest.get(uri("/containerLogs/default/web/main?follow=true"));
    try (ClientResponse response = client.send(request)) {
      assertThat(new String(response.body().readNBytes(13), UTF_8)).isEqualTo("first\nsecond\n");
      node.time.advance(Duration.ofSeconds(5));
      assertThat(new String(response.body().readNBytes(6), UTF_8)).isEqualTo("third\n");
    }
  }

  @Test
  void saysWhatAContainerWaitsFor() throws IOException {
    node.given(
        pod("img", s -> s.containers(container("main", c -> c.image("simulated/missing:1")))));
    node.await("img", p -> NodeHarness.waiting(p, "main").equals("ErrImagePull"));
    assertThat(get("/containerLogs/default/img/main"))
        .isEqualTo(
            new Answer(400, "container \"main\" in pod \"img\" is waiting to start: ErrImagePull"));
  }

  @Test
  void runsCommandsOverBothProtocols() throws IOException {
    String path = "/exec/default/web/main?command=echo&command=hello&output=1&error=1";
    var options = new RemoteCommandOptions(false, true, true, false);
    try (RemoteCommandSession session =
        RemoteCommandClient.overWebSocket(client, ClientRequest.get(uri(path)), options)) {
      assertThat(new String(session.stdout().readAllBytes(), UTF_8)).isEqualTo("hello\n");
      assertThat(new String(session.status(), UTF_8)).contains("Success");
    }
    assertThat(node.access.asked).isEqualTo("create proxy");
    String failing = "/exec/default/web/main?command=false&output=1&error=1";
    try (RemoteCommandSession session =
        RemoteCommandClient.overSpdy(client, ClientRequest.of("POST", uri(failing)), options)) {
      assertThat(session.stdout().readAllBytes()).isEmpty();
      assertThat(new String(session.status(), UTF_8)).contains("NonZeroExitCode");
    }
  }

  @Test
  void forwardsPorts() throws IOException {
    try (PortForwardClient forward =
            PortForwardClient.overSpdy(
                client, ClientRequest.of("POST", uri("/portForward/default/web")));
        ForwardedConnection connection = forward.open(80)) {
      try (var out = connection.out()) {
        out.write("ping".getBytes(UTF_8));
      }
      assertThat(new String(connection.in().readAllBytes(), UTF_8)).contains("ping");
    }
  }

  @Test
  void listsPodsAndWhatTheyUse() throws IOException {
    assertThat(get("/healthz")).isEqualTo(new Answer(200, "ok"));
    assertThat(get("/pods").text())
        .startsWith("{\"kind\":\"PodList\"")
        .contains("\"name\":\"web\"")
        .contains("\"phase\":\"Running\"");
    assertThat(get("/stats/summary").text()).contains("\"nodeName\":\"n1\"");
    assertThat(get("/metrics/resource").text()).contains("container_cpu_usage_seconds_total");
  }

  @Test
  void turnsStrangersAway() throws IOException {
    node.access.verdict = new Verdict.Unauthenticated();
    assertThat(get("/pods").status()).isEqualTo(401);
    node.access.verdict = new Verdict.Forbidden("no");
    assertThat(get("/pods")).isEqualTo(new Answer(403, "no"));
  }
}
