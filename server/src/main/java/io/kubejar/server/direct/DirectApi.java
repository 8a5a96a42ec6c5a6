package io.kubejar.server.direct;

import io.kubejar.server.audit.Auditor;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.rest.AccessControl;
import io.kubejar.server.rest.ResourceTable;
import io.kubejar.server.rest.TypedSubresources;
import io.kubejar.server.spi.User;

/// The API within the process.
public final class DirectApi {
  private final Registries registries;
  private final ResourceTable table;
  private final AccessControl access;
  private final Auditor auditor;
  private final TypedSubresources subresources;

  public DirectApi(
      Registries registries, ResourceTable table, AccessControl access, Auditor auditor) {
    this.registries = registries;
    this.table = table;
    this.access = access;
    this.auditor = auditor;
    this.subresources = new TypedSubresources(registries);
  }

  /// The API as a user may use it.
  ///
  /// @param component the name under which the user comes to own the fields it changes, as over the
  ///   network the beginning of the user agent
  public DirectCaller as(User user, String component) {
    return new DirectCaller(registries, table, access, subresources, user, component, auditor);
  }
}
