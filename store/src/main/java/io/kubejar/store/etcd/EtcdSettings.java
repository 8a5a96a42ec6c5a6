package io.kubejar.store.etcd;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where etcd is and how to be believed by it.
///
/// @param endpoints its members, such as `https://10.0.0.1:2379`; all of the same scheme
/// @param authority certificates of whoever signed the members'; null for those the machine trusts
/// @param certificate the client's own certificate; null for none
/// @param key the key of that certificate; null for none
public record EtcdSettings(
    List<URI> endpoints, @Nullable Path authority, @Nullable Path certificate, @Nullable Path key) {

  /// @throws IllegalArgumentException when there is no endpoint, one has no host, schemes differ or
  ///   a certificate comes without its key
  public EtcdSettings {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("etcd has to have an endpoint");
    }
    for (URI endpoint : endpoints) {
      String scheme = endpoint.getScheme();
      if (endpoint.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
        throw new IllegalArgumentException(
            "\"%s\" has to be http://host:port or https://host:port".formatted(endpoint));
      }
      if (!scheme.equals(endpoints.getFirst().getScheme())) {
        throw new IllegalArgumentException("either all endpoints are https or none is");
      }
    }
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException("a client certificate needs its key, and a key it");
    }
  }

  /// Endpoints without TLS or with what the machine trusts.
  public static EtcdSettings of(URI... endpoints) {
    return new EtcdSettings(List.of(endpoints), null, null, null);
  }

  boolean secure() {
    return "https".equals(endpoints.getFirst().getScheme());
  }
}
