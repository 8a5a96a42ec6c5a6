package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The action of a lifecycle hook: a command, an HTTP request or a pause. The TCP form is declared
/// but not supported.
///
/// @param exec Command executed inside the container; a non-zero exit code means failure.
/// @param httpGet HTTP GET request that is sent to the container.
/// @param tcpSocket Obsolete and unsupported as a lifecycle action; fails at run time.
/// @param sleep Pause for a number of seconds and do nothing else.
@ApiType(
    value = "io.k8s.api.core.v1.LifecycleHandler",
    proto = "k8s.io.api.core.v1.LifecycleHandler")
public record LifecycleHandler(
    @Field(tag = 1) @Nullable ExecAction exec,
    @Field(tag = 2) @Nullable HTTPGetAction httpGet,
    @Field(tag = 3) @Nullable TCPSocketAction tcpSocket,
    @Field(tag = 4) @Nullable SleepAction sleep)
    implements LifecycleHandlerBuilder.With {
  /// An empty draft.
  public static LifecycleHandlerBuilder builder() {
    return new LifecycleHandlerBuilder();
  }
}
