package io.kubejar.client.http;

import io.kubejar.http.ClientTls;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where an API server is and how to prove who asks.
///
/// @param server the base address, such as `https://127.0.0.1:6443`
/// @param tls whom to trust and the client's own certificate
/// @param bearerToken gives the token to send, or null for none; asked before every request
public record Endpoint(URI server, ClientTls tls, @Nullable Supplier<String> bearerToken) {
  /// The token is left out.
  @Override
  public String toString() {
    return server.toString();
  }
}
