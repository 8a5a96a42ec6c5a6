package io.kubejar.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ListOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListQueryTest {
  private static List<String> errors(ListOptions options, boolean watch) {
    ApiException refused =
        catchThrowableOfType(ApiException.class, () -> ListQuery.of(options, watch));
    return refused.status().details().causes().stream()
        .map(cause -> cause.field() + ": " + cause.message())
        .toList();
  }

  @Test
  void aListSaysAllThatIsWrong() {
    assertThat(
            errors(
                ListOptions.builder()
                    .resourceVersionMatch("Some")
                    .continueToken("x")
                    .sendInitialEvents(true)
                    .build(),
                false))
        .containsExactly(
            "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless"
                + " resourceVersion is provided",
            "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden when continue is"
                + " provided",
            "resourceVersionMatch: Unsupported value: \"Some\": supported values: \"Exact\","
                + " \"NotOlderThan\", \"\"",
            "sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list");
    assertThat(
            errors(
                ListOptions.builder().resourceVersion("0").resourceVersionMatch("Exact").build(),
                false))
        .containsExactly(
            "resourceVersionMatch: Forbidden: resourceVersionMatch \"exact\" is forbidden for"
                + " resourceVersion \"0\"");
  }

  @Test
  void aWatchSaysAllThatIsWrong() {
    assertThat(
            errors(
                ListOptions.builder().resourceVersionMatch("Exact").sendInitialEvents(true).build(),
                true))
        .containsExactly(
            "resourceVersionMatch: Forbidden: sendInitialEvents requires setting"
                + " resourceVersionMatch to NotOlderThan",
            "resourceVersionMatch: Unsupported value: \"Exact\": supported values:"
                + " \"NotOlderThan\"");
    assertThat(
            errors(
                ListOptions.builder().resourceVersionMatch("Exact").continueToken("x").build(),
                true))
        .containsExactly(
            "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless"
                + " sendInitialEvents is provided",
            "resourceVersionMatch: Unsupported value: \"Exact\": supported values:"
                + " \"NotOlderThan\"",
            "resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden when continue is"
                + " provided");
  }

  @ParameterizedTest
  @CsvSource({
    "%%, illegal base64 data at input byte 0",
    "abcd=, illegal base64 data at input byte 4",
    "abcde, illegal base64 data at input byte 4",
  })
  void aTokenIsBase64WithoutPadding(String token, String why) {
    assertThat(catchThrowableOfType(ApiException.class, () -> ContinueToken.parse(token)))
        .hasMessage("invalid continue token: continue key is not valid: " + why);
  }

  @ParameterizedTest
  @CsvSource({"a//b", "../b", "a/..", "./a", "a/"})
  void aTokenLeadsNowhereElse(String start) {
    String token =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                "{\"v\":\"meta.k8s.io/v1\",\"rv\":5,\"start\":\"%s\"}"
                    .formatted(start)
                    .getBytes(StandardCharsets.UTF_8));
    assertThat(catchThrowableOfType(ApiException.class, () -> ContinueToken.parse(token)))
        .hasMessage("invalid continue token: continue key is not valid: " + start);
  }
}
