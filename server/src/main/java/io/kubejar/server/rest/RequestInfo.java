package io.kubejar.server.rest;

import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.User;

/// What a request's method and path say: the verb and the resource, or just the path.
///
/// @param path the decoded path
/// @param verb an API verb such as `list`, or a lower-case HTTP method for other paths
/// @param prefix `api` or `apis`; empty for other paths
/// @param group the API group, empty for the core group
/// @param version the API version, or empty
/// @param namespace the namespace, or empty
/// @param resource the resource in the plural; empty for other paths
/// @param name the object's name, or empty
/// @param subresource the subresource, or empty
/// @param rest what follows the subresource in the path, without a leading slash
/// @param legacyWatch whether the path was of the old form `/api/v1/watch/…`
public record RequestInfo(
    String path,
    String verb,
    String prefix,
    String group,
    String version,
    String namespace,
    String resource,
    String name,
    String subresource,
    String rest,
    boolean legacyWatch) {

  public boolean isResource() {
    return !resource.isEmpty();
  }

  RequestInfo withName(String other) {
    return new RequestInfo(
        path,
        verb,
        prefix,
        group,
        version,
        namespace,
        resource,
        other,
        subresource,
        rest,
        legacyWatch);
  }

  /// What an authorizer is asked.
  public Attributes attributes(User user, String fieldSelector, String labelSelector) {
    return new Attributes(
        user,
        verb,
        group,
        version,
        resource,
        subresource,
        namespace,
        name,
        fieldSelector,
        labelSelector,
        path);
  }
}
