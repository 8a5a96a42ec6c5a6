package io.kubejar.api.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookAddressTest {
  private static List<String> errors(String url) {
    FieldErrors errors = new FieldErrors();
    WebhookAddress.checkUrl(url, Path.of("url"), errors);
    return errors.toList().stream().map(FieldError::toString).toList();
  }

  @Test
  void aUrlHasAHostAndIsSecure() {
    assertThat(errors("https://host/path")).isEmpty();
    assertThat(errors("https://"))
        .containsExactly(
            "url: Invalid value: \"\": host must be specified; desired format:"
                + " https://host[/path]");
    assertThat(errors("http://host"))
        .containsExactly(
            "url: Invalid value: \"http\": 'https' is the only allowed URL scheme; desired format:"
                + " https://host[/path]");
  }

  @Test
  void aUrlTellsNoSecretsAndNoQuery() {
    assertThat(errors("https://u:p@host?a=b#c"))
        .containsExactly(
            "url: Invalid value: \"u:p\": user information is not permitted in the URL",
            "url: Invalid value: \"c\": fragments are not permitted in the URL",
            "url: Invalid value: \"a=b\": query parameters are not permitted in the URL");
  }
}
