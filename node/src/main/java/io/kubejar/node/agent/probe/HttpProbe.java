package io.kubejar.node.agent.probe;

import io.kubejar.api.core.v1.HTTPHeader;
import io.kubejar.http.ClientRequest;
import io.kubejar.http.ClientResponse;
import io.kubejar.http.HttpClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// A GET whose answer says whether a container works; also what HTTP hooks send.
public final class HttpProbe {
  private static final int LARGEST_BODY = 10 << 10;
  private static final int REDIRECTS = 10;

  private final HttpClient client;

  /// @param client one that believes any server's certificate
  public HttpProbe(HttpClient client) {
    this.client = client;
  }

  /// Asks, and follows redirects within the host.
  public ProbeOutcome run(URI uri, List<HTTPHeader> headers, Duration timeout) {
    URI at = uri;
    try {
      for (int i = 0; i <= REDIRECTS; i++) {
        try (ClientResponse response = client.send(request(at, headers, timeout))) {
          byte[] body = response.body().readNBytes(LARGEST_BODY);
          int status = response.status();
          String location = response.headers().first("Location");
          if (status >= 300 && status < 400 && location != null) {
            URI next = at.resolve(location);
            if (!String.valueOf(next.getHost()).equals(at.getHost())) {
              return new ProbeOutcome(
                  ProbeOutcome.Verdict.WARNING,
                  "Probe terminated redirects, Response body: "
                      + new String(body, StandardCharsets.UTF_8));
            }
            at = next;
          } else if (status >= 200 && status < 400) {
            return ProbeOutcome.success(new String(body, StandardCharsets.UTF_8));
          } else {
            return ProbeOutcome.failure("HTTP probe failed with statuscode: " + status);
          }
        }
      }
      return ProbeOutcome.failure("Get \"" + at + "\": stopped after 10 redirects");
    } catch (IOException e) {
      String why =
          Endpoint.isTimeout(e)
              ? "context deadline exceeded (Client.Timeout exceeded while awaiting headers)"
              : Endpoint.dialError(Endpoint.address(at.getHost(), at.getPort()), e);
      return ProbeOutcome.failure("Get \"" + at + "\": " + why);
    }
  }

  private static ClientRequest request(URI uri, List<HTTPHeader> headers, Duration timeout) {
    ClientRequest request =
        ClientRequest.get(uri).withResponseTimeout(timeout).withReadTimeout(timeout);
    boolean agent = false;
    boolean accept = false;
    for (HTTPHeader header : headers) {
      agent |= header.name().equalsIgnoreCase("User-Agent");
      accept |= header.name().equalsIgnoreCase("Accept");
      request = request.withHeader(header.name(), header.value());
    }
    if (!agent) {
      request = request.withHeader("User-Agent", "kube-probe/1.36");
    }
    if (!accept) {
      request = request.withHeader("Accept", "*/*");
    }
    return request.withHeader("Connection", "close");
  }
}
