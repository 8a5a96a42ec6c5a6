package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;

/// A command run inside a container without a shell; exit code 0 means success.
///
/// @param command Program and arguments run from the container's root directory without a shell;
///   exit code 0 is success.
@ApiType(value = "io.k8s.api.core.v1.ExecAction", proto = "k8s.io.api.core.v1.ExecAction")
public record ExecAction(@Field(tag = 1, list = ListType.ATOMIC) List<String> command)
    implements ExecActionBuilder.With {
  public ExecAction {
    command = List.copyOf(command);
  }

  /// An empty draft.
  public static ExecActionBuilder builder() {
    return new ExecActionBuilder();
  }
}
