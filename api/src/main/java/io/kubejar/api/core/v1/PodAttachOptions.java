package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// The query of an attach request: the container, the streams wanted, and whether it has a
/// terminal.
///
/// @param stdin Connect the caller's standard input to the container; default false.
/// @param stdout Send the container's standard output to the caller; default true.
/// @param stderr Send the container's standard error to the caller; default true.
/// @param tty Treat the connection as a terminal, merging standard error into output; default
///   false.
/// @param container Which container to attach to; may be omitted when the pod has just one.
@ApiType(
    value = "io.k8s.api.core.v1.PodAttachOptions",
    proto = "k8s.io.api.core.v1.PodAttachOptions",
    version = "v1",
    kind = "PodAttachOptions")
public record PodAttachOptions(
    @Field(tag = 1) boolean stdin,
    @Field(tag = 2) boolean stdout,
    @Field(tag = 3) boolean stderr,
    @Field(tag = 4) boolean tty,
    @Field(tag = 5) String container)
    implements PodAttachOptionsBuilder.With {
  /// An empty draft.
  public static PodAttachOptionsBuilder builder() {
    return new PodAttachOptionsBuilder();
  }
}
