package io.kubejar.server.spi;

/// What a request wants to do, as authorization sees it.
///
/// @param user who asks
/// @param verb an API verb such as `list`, or a lower-case HTTP method for other paths
/// @param group the API group
/// @param version the API version
/// @param resource the resource; empty for other paths
/// @param subresource the subresource, or empty
/// @param namespace the namespace, or empty
/// @param name the object's name, or empty
/// @param fieldSelector the field selector as given, or empty
/// @param labelSelector the label selector as given, or empty
/// @param path the path of a request that is not on a resource
public record Attributes(
    User user,
    String verb,
    String group,
    String version,
    String resource,
    String subresource,
    String namespace,
    String name,
    String fieldSelector,
    String labelSelector,
    String path) {

  /// Attributes of a request on a path that is not a resource, such as `/healthz`.
  public static Attributes ofPath(User user, String verb, String path) {
    return new Attributes(user, verb, "", "", "", "", "", "", "", "", path);
  }

  public boolean isResourceRequest() {
    return !resource.isEmpty();
  }
}
