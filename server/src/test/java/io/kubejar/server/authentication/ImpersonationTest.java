package io.kubejar.server.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.http.Headers;
import io.kubejar.server.authentication.Impersonation.Acting;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.User;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ImpersonationTest {
  private static final User AGENT =
      new User(
          "system:serviceaccount:kube-system:agent",
          "",
          List.of(),
          Map.of("authentication.kubernetes.io/node-name", List.of("n1")));

  /// Allows what is listed as `verb resource name`.
  private record Allowing(Set<String> rights) implements Authorizer {
    @Override
    public String name() {
      return "Allowing";
    }

    @Override
    public Decision authorize(Attributes asked) {
      return rights.contains(asked.verb() + " " + asked.resource() + " " + asked.name())
          ? new Decision.Allowed("")
          : new Decision.NoOpinion("");
    }
  }

  private static Acting act(boolean constrained, User user, Headers headers, String... rights) {
    var listing = new Attributes(user, "list", "", "v1", "pods", "", "blue", "", "", "", "");
    return new Impersonation(new Allowing(Set.of(rights)), constrained).apply(listing, headers);
  }

  @Test
  void theNarrowerRightsNameTheSortAndTheVerb() {
    var headers = Headers.of("impersonate-user", "jane");
    var rights =
        new String[] {"impersonate-on:user-info:list pods ", "impersonate:user-info users jane"};
    Acting acting = act(true, User.of("deputy"), headers, rights);
    assertThat(acting.user().name()).isEqualTo("jane");
    assertThat(acting.constraint()).isEqualTo("impersonate:user-info");
    assertThatThrownBy(() -> act(false, User.of("deputy"), headers, rights))
        .hasMessageContaining("cannot impersonate resource \"users\"");
    assertThatThrownBy(() -> act(true, User.of("deputy"), headers, rights[1]))
        .hasMessageContaining("cannot impersonate-on:user-info:list resource \"pods\"");
  }

  @Test
  void groupsNeedAUser() {
    assertThatThrownBy(() -> act(true, User.of("deputy"), Headers.of("Impersonate-Group", "devs")))
        .isInstanceOfSatisfying(
            ApiException.class, refused -> assertThat(refused.status().code()).isEqualTo(400))
        .hasMessage(
            "requested &user.DefaultInfo{Name:\"\", UID:\"\", Groups:[]string{\"devs\"},"
                + " Extra:map[string][]string(nil)} without impersonating a user name");
  }

  @Test
  void namesAreUtf8() {
    assertThat(
            act(
                    false,
                    User.of("deputy"),
                    Headers.of("impersonate-user", "j\u00c3\u00a9"),
                    "impersonate users jé")
                .user()
                .name())
        .isEqualTo("jé");
    assertThatThrownBy(
            () ->
                act(
                    false,
                    User.of("deputy"),
                    Headers.of("impersonate-user", "j\u00e9"),
                    "impersonate users jé"))
        .hasMessage("impersonate-user is not UTF-8");
  }

  @Test
  void thePlainRightIsEnough() {
    assertThat(
            act(
                true,
                User.of("deputy"),
                Headers.of("impersonate-user", "jane"),
                "impersonate users jane"))
        .isEqualTo(new Acting(User.of("jane", "system:authenticated"), ""));
  }

  @Test
  void anAgentMayActAsItsOwnNodeOnly() {
    var rights =
        new String[] {
          "impersonate-on:associated-node:list pods ",
          "impersonate:associated-node nodes n1",
          "impersonate:associated-node nodes n2"
        };
    Acting acting = act(true, AGENT, Headers.of("impersonate-user", "system:node:n1"), rights);
    assertThat(acting.user().groups()).contains("system:nodes");
    assertThat(acting.constraint()).isEqualTo("impersonate:associated-node");
    assertThatThrownBy(
            () -> act(true, AGENT, Headers.of("impersonate-user", "system:node:n2"), rights))
        .hasMessageContaining("cannot impersonate-on:arbitrary-node:list");
  }
}
