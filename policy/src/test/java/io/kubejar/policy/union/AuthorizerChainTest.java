package io.kubejar.policy.union;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.Authorizer.Decision;
import io.kubejar.server.spi.User;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class AuthorizerChainTest {
  private static Decision ask(Decision... decisions) {
    var members =
        Arrays.stream(decisions)
            .<Authorizer>map(
                decision ->
                    new Authorizer() {
                      @Override
                      public String name() {
                        return "Fixed";
                      }

                      @Override
                      public Decision authorize(Attributes attributes) {
                        return decision;
                      }
                    })
            .toList();
    return new AuthorizerChain(members)
        .authorize(Attributes.ofPath(User.of("jane"), "get", "/metrics"));
  }

  @Test
  void whoCannotBeAskedIsPassedOverWhenAnotherAllows() {
    assertThat(ask(new Decision.Failed("no route", "", false), new Decision.Allowed("by role")))
        .isEqualTo(new Decision.Allowed("by role"));
  }

  @Test
  void failuresAreToldWhenNobodyDecides() {
    assertThat(
            ask(
                new Decision.Failed("no route", "", false),
                new Decision.NoOpinion("no role"),
                new Decision.Failed("too late", "", false)))
        .isEqualTo(new Decision.Failed("[no route, too late]", "no role", false));
  }

  @Test
  void aFailureThatDeniesEndsIt() {
    assertThat(ask(new Decision.Failed("no route", "", true), new Decision.Allowed("")))
        .isEqualTo(new Decision.Failed("no route", "", true));
  }
}
