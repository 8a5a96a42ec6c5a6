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

  /// Containers of a running pod change its generation, its place and its state do not.
  @Override
  public boolean raisesGeneration() {
    return subresource.equals("ephemeralcontainers") || subresource.equals("resize");
  }

  @Override
  public List<FieldError> validate(Pod object, Pod old) {
    return List.of();
  }
}
