package io.kubejar.server.rest;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.server.spi.Failures;
import java.util.List;

/// What answers requests on a kind that is not stored, such as `TokenReview`.
///
/// A method that is not overridden is not offered.
public interface VirtualResource<T extends ApiObject> {
  Kind<T> kind();

  /// Whether creation is answered with a status instead of the object.
  default boolean answersStatus() {
    return false;
  }

  default T create(ResourceRequest request, T object) throws ApiException {
    throw Failures.methodNotAllowed();
  }

  default T get(ResourceRequest request) throws ApiException {
    throw Failures.methodNotAllowed();
  }

  default List<T> list(ResourceRequest request) throws ApiException {
    throw Failures.methodNotAllowed();
  }
}
