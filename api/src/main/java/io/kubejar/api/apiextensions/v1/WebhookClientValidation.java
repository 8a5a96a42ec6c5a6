package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import java.net.URI;
import java.net.URISyntaxException;

/// The rules for how a conversion webhook is reached.
final class WebhookClientValidation {
  private WebhookClientValidation() {}

  static void check(WebhookClientConfig client, Path path, FieldErrors errors) {
    String url = client.url();
    ServiceReference service = client.service();
    if ((url == null) == (service == null)) {
      errors.required(path, "exactly one of url or service is required");
    } else if (url != null) {
      url(url, path.child("url"), errors);
    } else if (service != null) {
      service(service, path.child("service"), errors);
    }
  }

  private static void url(String url, Path path, FieldErrors errors) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      errors.required(path, "url must be a valid URL: " + e.getMessage());
      return;
    }
    String form = "; desired format: https://host[/path]";
    if (!"https".equals(uri.getScheme())) {
      errors.invalid(
          path,
          uri.getScheme() == null ? "" : uri.getScheme(),
          "'https' is the only allowed URL scheme" + form);
    }
    if (uri.getHost() == null) {
      errors.invalid(path, "", "host must be specified" + form);
    }
    if (uri.getUserInfo() != null) {
      errors.invalid(path, uri.getUserInfo(), "user information is not permitted in the URL");
    }
    if (uri.getFragment() != null) {
      errors.invalid(path, uri.getFragment(), "fragments are not permitted in the URL");
    }
    if (uri.getQuery() != null) {
      errors.invalid(path, uri.getQuery(), "query parameters are not permitted in the URL");
    }
  }

  private static void service(ServiceReference service, Path path, FieldErrors errors) {
    if (service.name().isEmpty()) {
      errors.required(path.child("name"), "service name is required");
    }
    if (service.namespace().isEmpty()) {
      errors.required(path.child("namespace"), "service namespace is required");
    }
    Integer port = service.port();
    if (port != null && (port < 1 || port > 65535)) {
      errors.invalid(
          path.child("port"), port, "port is not valid: must be between 1 and 65535, inclusive");
    }
    String below = service.path();
    if (below != null && !below.startsWith("/")) {
      errors.invalid(path.child("path"), below, "must start with a '/'");
    }
  }
}
