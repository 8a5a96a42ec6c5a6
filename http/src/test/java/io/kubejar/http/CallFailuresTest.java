package io.kubejar.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class CallFailuresTest {
  private static final URI HOOK = URI.create("https://hooks.example.com/validate");

  @Test
  void reasonsNameWhereTheCallWentTo() {
    assertThat(CallFailures.reason(new ConnectException(), HOOK))
        .isEqualTo("dial tcp hooks.example.com:443: connect: connection refused");
    assertThat(CallFailures.reason(new ConnectException(), URI.create("https://10.0.0.1:8443/")))
        .isEqualTo("dial tcp 10.0.0.1:8443: connect: connection refused");
    assertThat(CallFailures.reason(new UnknownHostException("?"), HOOK))
        .isEqualTo("dial tcp: lookup hooks.example.com: no such host");
    assertThat(CallFailures.reason(new SocketTimeoutException(), HOOK))
        .isEqualTo("context deadline exceeded");
    assertThat(CallFailures.reason(new IOException("EOF"), HOOK)).isEqualTo("EOF");
  }

  @Test
  void refusalsTellWhatTheStatusMeans() {
    assertThat(CallFailures.refusal(403, "no")).isEqualTo("forbidden");
    assertThat(CallFailures.refusal(400, "no"))
        .isEqualTo("the server rejected our request for an unknown reason");
    assertThat(CallFailures.refusal(503, " busy\n"))
        .isEqualTo("an error on the server (\"busy\") has prevented the request from succeeding");
    assertThat(CallFailures.refusal(500, "x".repeat(100_000))).hasSizeLessThan(2_200);
  }
}
