package io.kubejar.server.special.pod;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.kind.FieldError;
import io.kubejar.server.registry.Aspect;
import java.util.List;

/// A change of a pod by the server itself, which is right by construction.
record PodAspect(String subresource) implements Aspect<Pod> {
  @Override
  public Pod prepare(Pod object, Pod old) {
    return object;
  }

  /// Neither its place nor its state change its generation.
  @Override
  public boolean raisesGeneration() {
    return false;
  }

  @Override
  public List<FieldError> validate(Pod object, Pod old) {
    return List.of();
  }
}
