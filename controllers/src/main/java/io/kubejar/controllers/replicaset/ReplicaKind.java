package io.kubejar.controllers.replicaset;

import io.kubejar.api.apps.v1.ReplicaSetStatus;
import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import java.util.Map;

/// A kind of objects that ask for a number of like pods.
interface ReplicaKind<T extends ApiObject> {
  Kind<T> kind();

  /// The controller's name, as events show it.
  String component();

  int replicas(T object);

  int minReadySeconds(T object);

  PodTemplateSpec template(T object);

  /// Whether the object's selector covers labels; an empty selector covers none.
  boolean selects(T object, Map<String, String> labels);

  ReplicaSetStatus status(T object);

  T withStatus(T object, ReplicaSetStatus status);
}
