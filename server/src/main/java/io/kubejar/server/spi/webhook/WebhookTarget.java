package io.kubejar.server.spi.webhook;

import io.kubejar.api.value.Bytes;
import org.jspecify.annotations.Nullable;

/// Where a webhook is: at a URL, or at a service of the cluster.
///
/// @param url the URL; null when it is a service
/// @param service the service; null when it is a URL
/// @param authorities who may sign the webhook's certificate, in PEM; empty for those that the
///   machine trusts
public record WebhookTarget(@Nullable String url, @Nullable At service, Bytes authorities) {
  private static final int HTTPS = 443;

  /// A path of a port of a service.
  public record At(String namespace, String name, String path, int port) {
    /// With what is meant where path or port are not given.
    public static At of(
        String namespace, String name, @Nullable String path, @Nullable Integer port) {
      return new At(
          namespace,
          name,
          path == null || path.isEmpty() ? "/" : path,
          port == null ? HTTPS : port);
    }
  }
}
