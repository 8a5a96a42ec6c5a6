package io.kubejar.policy.accessreview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer.Decision;
import io.kubejar.server.spi.User;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class WebhookAuthorizerTest {
  private static final User JANE = User.of("jane", "dev");

  private final List<Obj> asked = new ArrayList<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  private WebhookAuthorizer answering(WebhookSettings settings, String status) {
    return new WebhookAuthorizer(
        settings,
        review -> {
          asked.add(review);
          return (Obj)
              JsonValue.parse(("{\"status\":" + status + "}").getBytes(StandardCharsets.UTF_8));
        },
        now::get);
  }

  private static WebhookSettings settings(boolean denies, String... conditions) {
    return new WebhookSettings(
        "hook",
        Path.of("/none"),
        "v1",
        Duration.ofSeconds(3),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        denies,
        List.of(conditions));
  }

  private static Attributes list(String fields, String labels) {
    return new Attributes(JANE, "list", "", "v1", "pods", "", "blue", "", fields, labels, "");
  }

  @Test
  void reviewsTellSelectorsAsRequirements() {
    var authorizer = answering(settings(false), "{\"allowed\":true,\"reason\":\"fine\"}");
    assertThat(authorizer.authorize(list("spec.nodeName=n1,status.phase!=Failed", "a in (b,c),!d")))
        .isEqualTo(new Decision.Allowed("fine"));
    assertThat(new String(asked.getFirst().object("spec").toJson(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"resourceAttributes\":{\"namespace\":\"blue\",\"verb\":\"list\",\"version\":\"v1\","
                + "\"resource\":\"pods\",\"fieldSelector\":{\"requirements\":["
                + "{\"key\":\"spec.nodeName\",\"operator\":\"In\",\"values\":[\"n1\"]},"
                + "{\"key\":\"status.phase\",\"operator\":\"NotIn\",\"values\":[\"Failed\"]}]},"
                + "\"labelSelector\":{\"requirements\":["
                + "{\"key\":\"a\",\"operator\":\"In\",\"values\":[\"b\",\"c\"]},"
                + "{\"key\":\"d\",\"operator\":\"DoesNotExist\"}]}},"
                + "\"user\":\"jane\",\"groups\":[\"dev\"]}");
  }

  @Test
  void answersAreRememberedByTheirOwnTimes() {
    var authorizer = answering(settings(false), "{\"allowed\":false,\"denied\":true}");
    Attributes request = list("", "");
    assertThat(authorizer.authorize(request)).isEqualTo(new Decision.Denied(""));
    now.set(Instant.EPOCH.plusSeconds(9));
    authorizer.authorize(request);
    assertThat(asked).hasSize(1);
    now.set(Instant.EPOCH.plusSeconds(11));
    authorizer.authorize(request);
    assertThat(asked).hasSize(2);
  }

  @Test
  void onlyWhatTheConditionsSayIsAsked() {
    var authorizer =
        answering(
            settings(
                true,
                "has(request.resourceAttributes)",
                "request.resourceAttributes.namespace == 'blue'",
                "!('system:masters' in request.groups)"),
            "{\"allowed\":true}");
    assertThat(authorizer.authorize(Attributes.ofPath(JANE, "get", "/metrics")))
        .isEqualTo(new Decision.NoOpinion(""));
    assertThat(asked).isEmpty();
    assertThat(authorizer.authorize(list("", ""))).isEqualTo(new Decision.Allowed(""));
  }

  @Test
  void aConditionThatFailsDoesAsThePolicySays() {
    String broken = "request.extra['x'][0] == 'y'";
    assertThat(answering(settings(true, broken), "{}").authorize(list("", "")))
        .asInstanceOf(type(Decision.Failed.class))
        .matches(Decision.Failed::denies);
    assertThat(answering(settings(false, broken), "{}").authorize(list("", "")))
        .asInstanceOf(type(Decision.Failed.class))
        .matches(failed -> !failed.denies());
    assertThat(asked).isEmpty();
  }

  @Test
  void aServiceThatCannotBeAskedIsNotRemembered() {
    var down =
        new WebhookAuthorizer(
            settings(true),
            review -> {
              asked.add(review);
              throw new IOException("no route");
            },
            now::get);
    assertThat(down.authorize(list("", ""))).isEqualTo(new Decision.Failed("no route", "", true));
    down.authorize(list("", ""));
    assertThat(asked).hasSize(2);
  }

  @Test
  void anOlderVersionCallsGroupsByTheirOldName() {
    var settings =
        new WebhookSettings(
            "hook",
            Path.of("/none"),
            "v1beta1",
            Duration.ofSeconds(3),
            Duration.ZERO,
            Duration.ZERO,
            false,
            List.of());
    answering(settings, "{}").authorize(Attributes.ofPath(JANE, "get", "/x"));
    assertThat(asked.getFirst().text("apiVersion")).isEqualTo("authorization.k8s.io/v1beta1");
    assertThat(new String(asked.getFirst().object("spec").toJson(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"nonResourceAttributes\":{\"path\":\"/x\",\"verb\":\"get\"},"
                + "\"user\":\"jane\",\"group\":[\"dev\"]}");
  }
}
