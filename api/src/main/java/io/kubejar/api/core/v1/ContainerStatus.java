package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The observed condition of one container: state now and before, readiness, restart count, the
/// image in use, and granted resources.
///
/// @param name Container of the pod spec to which this entry belongs; fixed once written.
/// @param state What the container is doing at present: waiting, running or terminated.
/// @param lastState How the previous run of this container ended, if it was restarted.
/// @param ready Whether the container is started and its readiness probe, if it has one, succeeds.
/// @param restartCount How often the container has been restarted; may drop when old containers are
///   cleaned up.
/// @param image Image that is running, which can differ in spelling from the one in the spec.
/// @param imageID Runtime identifier, usually a digest, of the image in use.
/// @param containerID Identifier assigned by the container runtime, in the form `runtime://id`.
/// @param started Whether the post-start action is over and the startup probe, if any, has
///   succeeded.
/// @param allocatedResources Requests that the node has granted this container when it was admitted
///   or last resized.
/// @param resources Requests and limits that are actually applied to the running container.
/// @param volumeMounts State of the container's volume mounts, keyed by mount path.
/// @param user Identity with which the container's first process was started.
/// @param allocatedResourcesStatus Health of the devices and other special resources given to this
///   container.
/// @param stopSignal Signal in effect for stopping this container, as reported by the runtime.
@ApiType(value = "io.k8s.api.core.v1.ContainerStatus", proto = "k8s.io.api.core.v1.ContainerStatus")
public record ContainerStatus(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2) ContainerState state,
    @Field(tag = 3) ContainerState lastState,
    @Field(tag = 4, required = true, always = true) boolean ready,
    @Field(tag = 5, required = true, always = true, format = "int32") int restartCount,
    @Field(tag = 6, required = true, always = true) String image,
    @Field(tag = 7, required = true, always = true) String imageID,
    @Field(tag = 8) String containerID,
    @Field(tag = 9) @Nullable Boolean started,
    @Field(tag = 10) Map<String, Quantity> allocatedResources,
    @Field(tag = 11) @Nullable ResourceRequirements resources,
    @Field(
            tag = 12,
            list = ListType.MAP,
            keys = "mountPath",
            patch = "merge",
            mergeKey = "mountPath")
        List<VolumeMountStatus> volumeMounts,
    @Field(tag = 13) @Nullable ContainerUser user,
    @Field(
            tag = 14,
            list = ListType.MAP,
            keys = "name",
            patch = "merge",
            mergeKey = "name",
            gate = "ResourceHealthStatus")
        List<ResourceStatus> allocatedResourcesStatus,
    @Field(
            tag = 15,
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
    implements ContainerStatusBuilder.With {
  public ContainerStatus {
    volumeMounts = List.copyOf(volumeMounts);
    allocatedResourcesStatus = List.copyOf(allocatedResourcesStatus);
    allocatedResources = SortedStringMap.copyOf(allocatedResources);
  }

  /// An empty draft.
  public static ContainerStatusBuilder builder() {
    return new ContainerStatusBuilder();
  }
}
