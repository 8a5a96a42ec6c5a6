package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// The hooks run after a container starts and before it is stopped, and the signal used to stop it.
///
/// @param postStart Runs right after the container is created; if it fails, the container is
///   stopped and handled by its restart policy.
/// @param preStop Runs before an orderly stop but not after a crash; its time counts against the
///   grace period.
/// @param stopSignal Signal used to stop the container instead of the image's; requires
///   `spec.os.name` to be set.
@ApiType(value = "io.k8s.api.core.v1.Lifecycle", proto = "k8s.io.api.core.v1.Lifecycle")
public record Lifecycle(
    @Field(tag = 1) @Nullable LifecycleHandler postStart,
    @Field(tag = 2) @Nullable LifecycleHandler preStop,
    @Field(
            tag = 3,
            oneOf = {
              "SIGABRT",
              "SIGALRM",
              "SIGBUS",
              "SIGCHLD",
              "SIGCLD",
              "SIGCONT",
              "SIGFPE",
              "SIGHUP",
              "SIGILL",
              "SIGINT",
              "SIGIO",
              "SIGIOT",
              "SIGKILL",
              "SIGPIPE",
              "SIGPOLL",
              "SIGPROF",
              "SIGPWR",
              "SIGQUIT",
              "SIGRTMAX",
              "SIGRTMAX-1",
              "SIGRTMAX-10",
              "SIGRTMAX-11",
              "SIGRTMAX-12",
              "SIGRTMAX-13",
              "SIGRTMAX-14",
              "SIGRTMAX-2",
              "SIGRTMAX-3",
              "SIGRTMAX-4",
              "SIGRTMAX-5",
              "SIGRTMAX-6",
              "SIGRTMAX-7",
              "SIGRTMAX-8",
              "SIGRTMAX-9",
              "SIGRTMIN",
              "SIGRTMIN+1",
              "SIGRTMIN+10",
              "SIGRTMIN+11",
              "SIGRTMIN+12",
              "SIGRTMIN+13",
              "SIGRTMIN+14",
              "SIGRTMIN+15",
              "SIGRTMIN+2",
              "SIGRTMIN+3",
              "SIGRTMIN+4",
              "SIGRTMIN+5",
              "SIGRTMIN+6",
              "SIGRTMIN+7",
              "SIGRTMIN+8",
              "SIGRTMIN+9",
              "SIGSEGV",
              "SIGSTKFLT",
              "SIGSTOP",
              "SIGSYS",
              "SIGTERM",
              "SIGTRAP",
              "SIGTSTP",
              "SIGTTIN",
              "SIGTTOU",
              "SIGURG",
              "SIGUSR1",
              "SIGUSR2",
              "SIGVTALRM",
              "SIGWINCH",
              "SIGXCPU",
              "SIGXFSZ"
            },
            gate = "ContainerStopSignals")
        @Nullable String stopSignal)
    implements LifecycleBuilder.With {
  /// An empty draft.
  public static LifecycleBuilder builder() {
    return new LifecycleBuilder();
  }
}
