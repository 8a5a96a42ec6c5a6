package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// The query of an exec request: the command, the container, the streams wanted, and whether to
/// give it a terminal.
///
/// @param stdin Connect the caller's standard input to the new process; default false.
/// @param stdout Send the process's standard output to the caller; at least one stream must be on.
/// @param stderr Send the process's standard error to the caller as a stream of its own.
/// @param tty Allocate a terminal for the process; default false.
/// @param container Container to run the command in; may be omitted when the pod has just one.
/// @param command Program and its arguments, executed directly and not by a shell.
@ApiType(
    value = "io.k8s.api.core.v1.PodExecOptions",
    proto = "k8s.io.api.core.v1.PodExecOptions",
    version = "v1",
    kind = "PodExecOptions")
public record PodExecOptions(
    @Field(tag = 1) boolean stdin,
    @Field(tag = 2) boolean stdout,
    @Field(tag = 3) boolean stderr,
    @Field(tag = 4) boolean tty,
    @Field(tag = 5) String container,
    @Field(tag = 6, required = true, always = true, list = ListType.ATOMIC) List<String> command)
    implements PodExecOptionsBuilder.With {
  public PodExecOptions {
    command = List.copyOf(command);
  }

  /// An empty draft.
  public static PodExecOptionsBuilder builder() {
    return new PodExecOptionsBuilder();
  }
}
