package io.kubejar.client;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectList;

/// How requests reach an API server: over HTTP, or by calls within the process.
///
/// All methods block, and throw [ApiException] with the server's answer when it refuses.
public interface Transport extends AutoCloseable {
  /// Carries out a request on one object or subresource, or a `deletecollection`.
  <R> R send(Request<R> request) throws ApiException;

  /// Reads a collection.
  <T extends ApiObject> ObjectList<T> list(Collection<T> collection) throws ApiException;

  /// Follows a collection.
  <T extends ApiObject> Watch<T> watch(Collection<T> collection) throws ApiException;

  @Override
  void close();
}
