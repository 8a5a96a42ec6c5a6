package io.kubejar.server.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.server.spi.Authenticator.Credentials;
import io.kubejar.server.spi.Authenticator.Outcome;
import io.kubejar.server.spi.User;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class WebhookTokenAuthenticatorTest {
  private final List<Obj> asked = new ArrayList<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  private WebhookTokenAuthenticator answering(String status) {
    return new WebhookTokenAuthenticator(
        review -> {
          asked.add(review);
          return (Obj)
              JsonValue.parse(("{\"status\":" + status + "}").getBytes(StandardCharsets.UTF_8));
        },
        "v1",
        List.of("https://here"),
        Duration.ofMinutes(2),
        now::get);
  }

  private static Credentials bearer(String token) {
    return new Credentials(List.of(), token);
  }

  @Test
  void aReviewTellsTheUserAndIsRemembered() {
    var authenticator =
        answering(
            "{\"authenticated\":true,\"user\":{\"username\":\"jane\",\"uid\":\"7\","
                + "\"groups\":[\"dev\"],\"extra\":{\"k\":[\"v\"]}}}");
    var jane = new User("jane", "7", List.of("dev"), Map.of("k", List.of("v")));
    assertThat(authenticator.authenticate(bearer("t"))).isEqualTo(new Outcome.Authenticated(jane));
    authenticator.authenticate(bearer("t"));
    assertThat(asked).hasSize(1);
    now.set(Instant.EPOCH.plusSeconds(121));
    authenticator.authenticate(bearer("t"));
    assertThat(asked).hasSize(2);
    assertThat(new String(asked.getFirst().object("spec").toJson(), StandardCharsets.UTF_8))
        .isEqualTo("{\"token\":\"t\",\"audiences\":[\"https://here\"]}");
  }

  @Test
  void tokensForOthersAreNotForThisServer() {
    assertThat(
            answering("{\"authenticated\":true,\"audiences\":[\"https://there\"]}")
                .authenticate(bearer("t")))
        .isEqualTo(new Outcome.NotMine());
  }

  @Test
  void unknownTokensAreLeftToOthersUnlessTheServiceSaysWhy() {
    assertThat(answering("{}").authenticate(bearer("t"))).isEqualTo(new Outcome.NotMine());
    assertThat(answering("{\"error\":\"expired\"}").authenticate(bearer("t")))
        .isEqualTo(new Outcome.Rejected("expired"));
  }
}
