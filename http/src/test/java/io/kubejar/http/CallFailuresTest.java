package io.kubejar.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import javax.net.ssl.SSLHandshakeException;
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
    assertThat(
            CallFailures.reason(
                new SSLHandshakeException("x", new CertPathBuilderException("y")), HOOK))
        .isEqualTo(
            "tls: failed to verify certificate: x509: certificate signed by unknown authority");
  }

  @Test
  void refusalsTellWhatTheStatusMeans() {
    assertThat(CallFailures.refusal(403, null, "no")).isEqualTo("no");
    assertThat(CallFailures.refusal(302, null, ""))
        .isEqualTo(
            "the server responded with the status code 302 but did not return more information");
    assertThat(CallFailures.refusal(400, null, "no"))
        .isEqualTo("the server rejected our request for an unknown reason");
    assertThat(CallFailures.refusal(503, null, " busy\n"))
        .isEqualTo("the server is currently unable to handle the request");
    assertThat(CallFailures.refusal(500, "application/json", "{}"))
        .isEqualTo(
            "an error on the server (\"unknown\") has prevented the request from succeeding");
    assertThat(CallFailures.refusal(500, "text/plain", " busy\n"))
        .isEqualTo("an error on the server (\"busy\") has prevented the request from succeeding");
    assertThat(CallFailures.refusal(500, null, "x".repeat(100_000))).hasSizeLessThan(2_200);
  }
}
