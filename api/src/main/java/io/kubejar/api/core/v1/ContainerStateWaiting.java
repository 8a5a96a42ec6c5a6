package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The detail of a container that is not running yet: a short reason and a message.
///
/// @param reason Brief cause of the wait, such as `ContainerCreating` or `ImagePullBackOff`.
/// @param message Details for people on why the container is not running yet.
@ApiType(
    value = "io.k8s.api.core.v1.ContainerStateWaiting",
    proto = "k8s.io.api.core.v1.ContainerStateWaiting")
public record ContainerStateWaiting(@Field(tag = 1) String reason, @Field(tag = 2) String message)
    implements ContainerStateWaitingBuilder.With {
  /// An empty draft.
  public static ContainerStateWaitingBuilder builder() {
    return new ContainerStateWaitingBuilder();
  }
}
