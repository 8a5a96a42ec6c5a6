package io.kubejar.node.agent.api;

import io.kubejar.http.Exchange;
import io.kubejar.http.ServerTls;
import org.jspecify.annotations.Nullable;

/// How the node's own API is secured, and who may use it.
public interface NodeApiSecurity {

  /// How its connections are secured; null for in the clear, which only tests want.
  @Nullable ServerTls tls();

  /// Whether a request is allowed; blocks.
  ///
  /// @param verb such as `get`
  /// @param subresource of the node, such as `proxy` or `stats`
  Verdict check(Exchange exchange, String verb, String subresource);

  /// What may be done about a request.
  sealed interface Verdict {
    record Allowed() implements Verdict {}

    /// Nobody knows who asks.
    record Unauthenticated() implements Verdict {}

    /// It is known who asks, and that they may not.
    record Forbidden(String message) implements Verdict {}
  }
}
