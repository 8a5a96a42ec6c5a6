package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One container of a pod: image, command, environment, ports, mounts, resource needs, probes and
/// security settings.
///
/// @param name DNS label that identifies the container, unique in the pod and not changeable later.
/// @param image Image reference to run; may be left out in templates where a controller supplies
///   it.
/// @param command Replaces the image's entry point; run without a shell, and `$(VAR)` references
///   are expanded.
/// @param args Arguments for the entry point in place of those in the image; `$(VAR)` references
///   are expanded.
/// @param workingDir Directory in which the process starts; the image's own setting when empty.
/// @param ports Ports the container listens on; informational, as unlisted ports are reachable too.
/// @param envFrom Config maps or secrets all of whose keys become environment variables; `env` wins
///   over these.
/// @param env Individual environment variables, merged by name; on duplicates the last one counts.
/// @param resources Compute resources the container asks for and is limited to.
/// @param resizePolicy Per resource, whether changing its amount in place requires the container to
///   restart.
/// @param restartPolicy Restart behaviour of this container in place of the pod's; `Always` on an
///   init container makes it a sidecar.
/// @param restartPolicyRules Rules, tried in order on exit, that decide about a restart before the
///   restart policy does.
/// @param volumeMounts Where volumes of the pod appear in the container's file system, keyed by
///   mount path.
/// @param volumeDevices Raw block devices from claims that are passed into the container.
/// @param livenessProbe Periodic check whose repeated failure makes the kubelet restart the
///   container.
/// @param readinessProbe Periodic check that decides whether the container may receive service
///   traffic.
/// @param startupProbe Check that must succeed before the other probes begin; its failure restarts
///   the container.
/// @param lifecycle Actions the kubelet performs after the container starts and before it is
///   stopped.
/// @param terminationMessagePath File in the container from which its final message is read;
///   default `/dev/termination-log`, truncated at 4096 bytes.
/// @param terminationMessagePolicy Source of the final message: `File` (default), or
///   `FallbackToLogsOnError` to use the log tail upon failure.
/// @param imagePullPolicy When to pull: `Always`, `IfNotPresent` or `Never`; default `Always` for
///   tag `latest`, otherwise `IfNotPresent`.
/// @param securityContext Security settings of this container, which take precedence over those of
///   the pod.
/// @param stdin Keep a buffer for standard input open; otherwise reads end immediately, default
///   false.
/// @param stdinOnce Close standard input for good after the first attached client disconnects;
///   default false.
/// @param tty Give the container a terminal, which also needs `stdin`; default false.
@ApiType(value = "io.k8s.api.core.v1.Container", proto = "k8s.io.api.core.v1.Container")
public record Container(
    @Field(tag = 1, required = true, always = true) String name,
    @Field(tag = 2) String image,
    @Field(tag = 3, list = ListType.ATOMIC) List<String> command,
    @Field(tag = 4, list = ListType.ATOMIC) List<String> args,
    @Field(tag = 5) String workingDir,
    @Field(
            tag = 6,
            list = ListType.MAP,
            keys = {"containerPort", "protocol"},
            patch = "merge",
            mergeKey = "containerPort")
        List<ContainerPort> ports,
    @Field(tag = 19, list = ListType.ATOMIC) List<EnvFromSource> envFrom,
    @Field(tag = 7, list = ListType.MAP, keys = "name", patch = "merge", mergeKey = "name")
        List<EnvVar> env,
    @Field(tag = 8) ResourceRequirements resources,
    @Field(tag = 23, list = ListType.ATOMIC) List<ContainerResizePolicy> resizePolicy,
    @Field(
            tag = 24,
            known = {"Always", "Never", "OnFailure"})
        @Nullable String restartPolicy,
    @Field(tag = 25, list = ListType.ATOMIC, gate = "ContainerRestartRules")
        List<ContainerRestartRule> restartPolicyRules,
    @Field(
            tag = 9,
            list = ListType.MAP,
            keys = "mountPath",
            patch = "merge",
            mergeKey = "mountPath")
        List<VolumeMount> volumeMounts,
    @Field(
            tag = 21,
            list = ListType.MAP,
            keys = "devicePath",
            patch = "merge",
            mergeKey = "devicePath")
        List<VolumeDevice> volumeDevices,
    @Field(tag = 10) @Nullable Probe livenessProbe,
    @Field(tag = 11) @Nullable Probe readinessProbe,
    @Field(tag = 22) @Nullable Probe startupProbe,
    @Field(tag = 12, vanishing = true) @Nullable Lifecycle lifecycle,
    @Field(tag = 13) String terminationMessagePath,
    @Field(
            tag = 20,
            oneOf = {"FallbackToLogsOnError", "File"})
        String terminationMessagePolicy,
    @Field(
            tag = 14,
            oneOf = {"Always", "IfNotPresent", "Never"})
        String imagePullPolicy,
    @Field(tag = 15) @Nullable SecurityContext securityContext,
    @Field(tag = 16) boolean stdin,
    @Field(tag = 17) boolean stdinOnce,
    @Field(tag = 18) boolean tty)
    implements ContainerBuilder.With {
  public Container {
    command = List.copyOf(command);
    args = List.copyOf(args);
    ports = List.copyOf(ports);
    envFrom = List.copyOf(envFrom);
    env = List.copyOf(env);
    resizePolicy = List.copyOf(resizePolicy);
    restartPolicyRules = List.copyOf(restartPolicyRules);
    volumeMounts = List.copyOf(volumeMounts);
    volumeDevices = List.copyOf(volumeDevices);
  }

  /// An empty draft.
  public static ContainerBuilder builder() {
    return new ContainerBuilder();
  }
}
