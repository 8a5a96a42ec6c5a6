package io.kubejar.server.special.scale;

import io.kubejar.api.autoscaling.v1.ScaleSpec;
import io.kubejar.api.autoscaling.v1.ScaleStatus;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;

/// Where the objects of a kind keep what their scale is made of.
///
/// @param <T> the kind's objects
public interface Replicas<T extends ApiObject> {
  Kind<T> kind();

  /// The path of the wanted replicas, such as `spec.replicas`.
  String path();

  /// The wanted replicas.
  ///
  /// @param required whether it is an error when the object does not say
  ScaleSpec wanted(T object, boolean required) throws ApiException;

  /// The replicas that are there.
  ScaleStatus seen(T object) throws ApiException;

  /// The object with other wanted replicas; refuses what no scale may be.
  T resized(T object, int count) throws ApiException;

  /// Refuses the first apply to the scale of an object whose replicas nobody owns, where that
  /// cannot be done.
  default void checkFirstApply() throws ApiException {}
}
