package io.kubejar.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReviewWebhookTest {
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<Integer> answers = new CopyOnWriteArrayList<>();
  @TempDir Path folder;
  private HttpServer service;

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          received.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] body = "{\"status\":{\"allowed\":true}}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(
              answers.isEmpty() ? 200 : answers.removeFirst(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  private ReviewWebhook open(int attempts) throws IOException {
    Path kubeconfig =
        Files.writeString(
            folder.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d/review"}}]
            users: [{name: u, user: {token: secret}}]
            contexts: [{name: x, context: {cluster: c, user: u}}]
            current-context: x
            """
                .formatted(service.getAddress().getPort()));
    return ReviewWebhook.open(kubeconfig, Duration.ofSeconds(20), Duration.ofMillis(1), attempts);
  }

  @Test
  void reviewsArePostedWithTheUsersLogin() throws IOException {
    try (var webhook = open(1)) {
      Obj answer = webhook.ask(Obj.EMPTY.with("kind", JsonValue.of("Review")));
      assertThat(answer.object("status").get("allowed")).isEqualTo(new JsonValue.Bool(true));
      assertThat(received)
          .containsExactly("/review?timeout=20s Bearer secret {\"kind\":\"Review\"}");
    }
  }

  @Test
  void failuresOfTheServiceAreTriedAgainAndRefusalsAreNot() throws IOException {
    try (var webhook = open(3)) {
      answers.addAll(List.of(500, 429));
      assertThat(webhook.ask(Obj.EMPTY).object("status").members()).isNotEmpty();
      assertThat(received).hasSize(3);
      answers.addAll(List.of(403, 200));
      assertThatThrownBy(() -> webhook.ask(Obj.EMPTY)).hasMessage("unknown");
      assertThat(received).hasSize(4);
    }
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> ReviewWebhook.open(missing, Duration.ZERO, Duration.ZERO, 1))
        .hasMessage("stat %s: no such file or directory".formatted(missing));
  }
}
