package io.kubejar.api.kind;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A service in the cluster that the API server calls, and the rules for it and for the other form,
/// a URL.
///
/// @param name the service's name
/// @param namespace the service's namespace
/// @param path the path of requests
/// @param port the service's port
public record WebhookAddress(String name, String namespace, @Nullable String path, int port) {
  private static final String FORM = "; desired format: https://host[/path]";

  /// Reports what is wrong with a service. Upstream mixes up which of the two names is missing, and
  /// tells so in this order.
  public static void checkService(WebhookAddress service, Path at, FieldErrors errors) {
    if (service.namespace().isEmpty()) {
      errors.required(at.child("name"));
    }
    if (service.name().isEmpty()) {
      errors.required(at.child("namespace"));
    }
    List<String> wrong = Formats.port(service.port());
    if (!wrong.isEmpty()) {
      errors.invalid(
          at.child("port"), service.port(), "port is not valid: " + String.join(", ", wrong));
    }
    if (service.path() != null) {
      checkPath(service.path(), at.child("path"), errors);
    }
  }

  private static void checkPath(String path, Path at, FieldErrors errors) {
    if (path.isEmpty() || path.equals("/")) {
      return;
    }
    if (path.equals("//")) {
      errors.invalid(at, path, "segment[0] may not be empty");
      return;
    }
    if (!path.startsWith("/")) {
      errors.invalid(at, path, "must start with a '/'");
    }
    String rest = path.substring(1);
    String[] steps =
        (rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest).split("/", -1);
    for (int i = 0; i < steps.length; i++) {
      if (steps[i].isEmpty()) {
        errors.invalid(at, path, "segment[" + i + "] may not be empty");
        continue;
      }
      for (String wrong : Formats.dnsSubdomain(steps[i])) {
        errors.invalid(at, path, "segment[" + i + "]: " + wrong);
      }
    }
  }

  /// Reports what is wrong with a URL.
  public static void checkUrl(String text, Path at, FieldErrors errors) {
    URI url;
    try {
      url = new URI(text.endsWith("://") ? text + "/" : text);
    } catch (URISyntaxException e) {
      errors.required(
          at, "url must be a valid URL: parse " + quoted(text) + ": " + e.getReason() + FORM);
      return;
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme();
    if (!scheme.equals("https")) {
      errors.invalid(at, scheme, "'https' is the only allowed URL scheme" + FORM);
    }
    String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
    int separator = authority.lastIndexOf('@');
    String host = authority.substring(separator + 1);
    if (host.isEmpty()) {
      errors.invalid(at, host, "host must be specified" + FORM);
    }
    if (separator >= 0) {
      errors.invalid(
          at, authority.substring(0, separator), "user information is not permitted in the URL");
    }
    String fragment = url.getFragment();
    if (fragment != null && !fragment.isEmpty()) {
      errors.invalid(at, fragment, "fragments are not permitted in the URL");
    }
    String query = url.getRawQuery();
    if (query != null && !query.isEmpty()) {
      errors.invalid(at, query, "query parameters are not permitted in the URL");
    }
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder();
    TextWriter.quote(out, text);
    return out.toString();
  }
}
