package io.kubejar.server.rest;

import io.kubejar.api.kind.Kind;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.server.spi.User;
import io.kubejar.server.spi.Warnings;
import io.kubejar.server.spi.WriteOptions;
import java.util.List;
import java.util.Map;

/// A request on a resource as a typed handler sees it, whether it came over the network or from
/// within the process. It is authorized already.
///
/// @param verb `get`, `list`, `create`, `update`, …
/// @param kind the kind of the object addressed
/// @param namespace the namespace, or empty
/// @param name the object's name; empty on create and list
/// @param subresource the subresource, or empty
/// @param user who asks
/// @param manager the name under which who asks comes to own fields
/// @param dryRun whether nothing may be stored
/// @param query all query parameters
/// @param warnings collects warnings for the client
public record ResourceRequest(
    String verb,
    Kind<?> kind,
    String namespace,
    String name,
    String subresource,
    User user,
    String manager,
    boolean dryRun,
    Map<String, List<String>> query,
    Warnings warnings) {

  /// How the objects that the request is about are written.
  public WriteContext writing() {
    return new WriteContext(user, manager, dryRun, warnings).given(WriteOptions.of(query));
  }
}
