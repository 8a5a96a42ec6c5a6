package io.kubejar.server.spi;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;

/// Writes that plugins make in the server's own name: nothing is refused to it, and admission
/// applies as to everybody else.
public interface ClusterWriter {
  /// Creates an object.
  <T extends ApiObject> T create(Kind<T> kind, String namespace, T object) throws ApiException;

  /// Replaces the status of the object that has the given resource version; a conflict when that is
  /// no longer the newest.
  <T extends ApiObject> T replaceStatus(Kind<T> kind, T object) throws ApiException;
}
