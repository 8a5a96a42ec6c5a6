package io.kubejar.server.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.http.Headers;
import io.kubejar.server.spi.HeaderText;
import io.kubejar.server.spi.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemoteUserTest {
  @Test
  void namesOfAnyLanguageStayApart() {
    var headers =
        RemoteUser.of(
            new User("é", "ж", List.of("東京"), Map.of("k", List.of("ж"))), Headers.empty());

    assertThat(headers.first("x-remote-user", "")).isEqualTo("\u00c3\u00a9");
    assertThat(headers.first("x-remote-uid", "")).isEqualTo("\u00d0\u00b6");
    assertThat(HeaderText.decoded(headers.first("x-remote-group", ""))).isEqualTo("東京");
    assertThat(HeaderText.decoded(headers.first("x-remote-extra-k", ""))).isEqualTo("ж");
  }
}
