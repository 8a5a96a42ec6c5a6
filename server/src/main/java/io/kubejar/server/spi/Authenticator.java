package io.kubejar.server.spi;

import io.kubejar.http.Headers;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds out who makes a request.
public interface Authenticator {
  /// What a request shows of its sender.
  ///
  /// @param certificates the client's certificate chain, leaf first; empty when it sent none
  /// @param bearerToken the token of the `Authorization` header, or null
  /// @param headers all headers, for proxies that name the user
  /// @param path what is asked for, as only some of it may be open to the anonymous
  record Credentials(
      List<X509Certificate> certificates,
      @Nullable String bearerToken,
      Headers headers,
      String path) {
    public Credentials(
        List<X509Certificate> certificates, @Nullable String bearerToken, Headers headers) {
      this(certificates, bearerToken, headers, "");
    }

    public Credentials(List<X509Certificate> certificates, @Nullable String bearerToken) {
      this(certificates, bearerToken, Headers.empty());
    }
  }

  /// What an authenticator says.
  sealed interface Outcome {
    /// The sender is known.
    ///
    /// @param notes what the audit log is to hear of the credentials, by key
    record Authenticated(User user, Map<String, String> notes) implements Outcome {
      public Authenticated {
        notes = Map.copyOf(notes);
      }

      public Authenticated(User user) {
        this(user, Map.of());
      }
    }

    /// The credentials are of this authenticator's sort, and wrong.
    record Rejected(String reason) implements Outcome {}

    /// The credentials are not of this authenticator's sort.
    record NotMine() implements Outcome {}
  }

  Outcome authenticate(Credentials credentials);
}
