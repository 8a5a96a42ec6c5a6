package io.kubejar.server.spi;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.StatusDetails;
import java.util.List;

/// The answers to requests that authorization does not let through.
public final class Denials {
  private Denials() {}

  /// `pods "web" is forbidden: User "x" cannot get resource "pods" in API group "" in the namespace
  /// "ns"`, or `forbidden: User "x" cannot get path "/metrics"`.
  public static ApiException forbidden(Attributes attributes, String reason) {
    String text = text(attributes) + (reason.isEmpty() ? "" : ": " + reason);
    String group = attributes.group();
    String resource = attributes.resource();
    String name = attributes.name();
    String head;
    if (!attributes.isResourceRequest()) {
      head = "";
    } else {
      String qualified = group.isEmpty() ? resource : resource + "." + group;
      head = name.isEmpty() ? qualified + " is " : "%s \"%s\" is ".formatted(qualified, name);
    }
    return Failures.failure(
        403,
        "Forbidden",
        head + "forbidden: " + text,
        new StatusDetails(name, group, resource, "", List.of(), 0));
  }

  private static String text(Attributes attributes) {
    String user = quote(attributes.user().name());
    if (!attributes.isResourceRequest()) {
      return "User %s cannot %s path %s"
          .formatted(user, attributes.verb(), quote(attributes.path()));
    }
    String resource =
        attributes.subresource().isEmpty()
            ? attributes.resource()
            : attributes.resource() + "/" + attributes.subresource();
    String scope =
        attributes.namespace().isEmpty()
            ? "at the cluster scope"
            : "in the namespace " + quote(attributes.namespace());
    return "User %s cannot %s resource %s in API group %s %s"
        .formatted(user, attributes.verb(), quote(resource), quote(attributes.group()), scope);
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
