package io.kubejar.http.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Names and waits of the streaming protocols.
final class Protocols {
  static final String V5 = "v5.channel.k8s.io";
  static final String V4 = "v4.channel.k8s.io";
  static final String V3 = "v3.channel.k8s.io";
  static final String V2 = "v2.channel.k8s.io";
  static final String V1 = "channel.k8s.io";
  static final String V4_BASE64 = "v4.base64.channel.k8s.io";
  static final String V1_BASE64 = "base64.channel.k8s.io";
  static final String PORT_FORWARD = "portforward.k8s.io";
  static final String PORT_FORWARD_TUNNEL = "SPDY/3.1+portforward.k8s.io";

  static final String VERSION_HEADER = "X-Stream-Protocol-Version";
  static final String ACCEPTED_HEADER = "X-Accepted-Stream-Protocol-Versions";
  static final String STREAM_TYPE = "streamtype";
  static final String PORT = "port";
  static final String REQUEST_ID = "requestid";

  /// How long a client may take to open the streams it announced.
  static final Duration STREAM_CREATION = Duration.ofSeconds(30);

  /// How long a finished connection waits for the client to close it.
  static final Duration LINGER = Duration.ofSeconds(5);

  private static final Headers TEXT = Headers.contentType("text/plain; charset=utf-8");

  private Protocols() {}

  /// Picks the first version of the client's that is supported; empty when it names none. When none
  /// fits, answers 403 and throws.
  static String negotiateSpdy(Exchange exchange, List<String> supported) throws IOException {
    var offered = new ArrayList<String>();
    for (String value : exchange.headers().all(VERSION_HEADER)) {
      for (String name : value.split(",")) {
        offered.add(name.strip());
      }
    }
    if (offered.isEmpty()) {
      return "";
    }
    for (String name : offered) {
      if (supported.contains(name)) {
        return name;
      }
    }
    var headers = Headers.builder().addAll(TEXT);
    supported.forEach(name -> headers.add(ACCEPTED_HEADER, name));
    String message =
        "unable to upgrade: unable to negotiate protocol: client supports "
            + offered
            + ", server accepts "
            + supported;
    exchange.respond(403, headers.build(), message.getBytes(UTF_8));
    throw new IOException(message);
  }

  /// Answers 400 and throws.
  static IOException refuse(Exchange exchange, String message) {
    exchange.respond(400, TEXT, message.getBytes(UTF_8));
    return new IOException(message);
  }
}
