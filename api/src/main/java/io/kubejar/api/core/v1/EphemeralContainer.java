package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A container added to a pod that is already running, usually to debug it. It is never restarted
/// and has no guaranteed resources.
///
/// @param name DNS label of the debugging container, unique among all kinds of containers in the
///   pod.
/// @param image Image reference that the debugging container runs, for example one with diagnostic
///   tools.
/// @param command Replaces the image's entry point; run without a shell, with `$(VAR)` references
///   expanded.
/// @param args Arguments for the entry point in place of those in the image; `$(VAR)` references
///   are expanded.
/// @param workingDir Directory in which the process starts; the image's own setting when empty.
/// @param ports Not permitted here, as ephemeral containers do not expose ports.
/// @param envFrom Config maps or secrets all of whose keys become environment variables; `env` wins
///   over these.
/// @param env Individual environment variables, merged by name; on duplicates the last one counts.
/// @param resources Not permitted here; an ephemeral container uses what the pod already has
///   reserved.
/// @param resizePolicy Not permitted here, since ephemeral containers have no resources that could
///   be resized.
/// @param restartPolicy Not to be set, because ephemeral containers are never restarted after they
///   exit.
/// @param restartPolicyRules Not to be set, because ephemeral containers are never restarted after
///   they exit.
/// @param volumeMounts Where volumes of the pod appear in the container's file system; sub-paths
///   are not permitted.
/// @param volumeDevices Raw block devices from claims that are passed into the container.
/// @param livenessProbe Not permitted here; debugging containers are not probed.
/// @param readinessProbe Not permitted here; debugging containers do not affect the pod's
///   readiness.
/// @param startupProbe Not permitted here; debugging containers are not probed.
/// @param lifecycle Not permitted here; start and stop actions are unavailable to ephemeral
///   containers.
/// @param terminationMessagePath File in the container from which its final message is read;
///   default `/dev/termination-log`.
/// @param terminationMessagePolicy Source of the final message: `File` (default) or
///   `FallbackToLogsOnError`.
/// @param imagePullPolicy When to pull: `Always`, `IfNotPresent` or `Never`; default `Always` for
///   tag `latest`, otherwise `IfNotPresent`.
/// @param securityContext Security settings of this container, which take precedence over those of
///   the pod.
/// @param stdin Keep a buffer for standard input open, as interactive debugging needs; default
///   false.
/// @param stdinOnce Close standard input for good after the first attached client disconnects;
///   default false.
/// @param tty Give the container a terminal, which also needs `stdin`; default false.
/// @param targetContainerName Container of the pod whose namespaces are joined; if empty, those
///   configured for the pod are used.
@ApiType(
    value = "io.k8s.api.core.v1.EphemeralContainer",
    proto = "k8s.io.api.core.v1.EphemeralContainer")
public record EphemeralContainer(
    @Field(tag = 1, within = 1, required = true, always = true) String name,
    @Field(tag = 2, within = 1) String image,
    @Field(tag = 3, within = 1, list = ListType.ATOMIC) List<String> command,
    @Field(tag = 4, within = 1, list = ListType.ATOMIC) List<String> args,
    @Field(tag = 5, within = 1) String workingDir,
    @Field(
            tag = 6,
            within = 1,
            list = ListType.MAP,
            keys = {"containerPort", "protocol"},
            patch = "merge",
            mergeKey = "containerPort")
        List<ContainerPort> ports,
    @Field(tag = 19, within = 1, list = ListType.ATOMIC) List<EnvFromSource> envFrom,
    @Field(
            tag = 7,
            within = 1,
            list = ListType.MAP,
            keys = "name",
            patch = "merge",
            mergeKey = "name")
        List<EnvVar> env,
    @Field(tag = 8, within = 1) ResourceRequirements resources,
    @Field(tag = 23, within = 1, list = ListType.ATOMIC) List<ContainerResizePolicy> resizePolicy,
    @Field(
            tag = 24,
            within = 1,
            known = {"Always", "Never", "OnFailure"})
        @Nullable String restartPolicy,
    @Field(tag = 25, within = 1, list = ListType.ATOMIC)
        List<ContainerRestartRule> restartPolicyRules,
    @Field(
            tag = 9,
            within = 1,
            list = ListType.MAP,
            keys = "mountPath",
            patch = "merge",
            mergeKey = "mountPath")
        List<VolumeMount> volumeMounts,
    @Field(
            tag = 21,
            within = 1,
            list = ListType.MAP,
            keys = "devicePath",
            patch = "merge",
            mergeKey = "devicePath")
        List<VolumeDevice> volumeDevices,
    @Field(tag = 10, within = 1) @Nullable Probe livenessProbe,
    @Field(tag = 11, within = 1) @Nullable Probe readinessProbe,
    @Field(tag = 22, within = 1) @Nullable Probe startupProbe,
    @Field(tag = 12, within = 1) @Nullable Lifecycle lifecycle,
    @Field(tag = 13, within = 1) String terminationMessagePath,
    @Field(
            tag = 20,
            within = 1,
            oneOf = {"FallbackToLogsOnError", "File"})
        String terminationMessagePolicy,
    @Field(
            tag = 14,
            within = 1,
            oneOf = {"Always", "IfNotPresent", "Never"})
        String imagePullPolicy,
    @Field(tag = 15, within = 1) @Nullable SecurityContext securityContext,
    @Field(tag = 16, within = 1) boolean stdin,
    @Field(tag = 17, within = 1) boolean stdinOnce,
    @Field(tag = 18, within = 1) boolean tty,
    @Field(tag = 2) String targetContainerName)
    implements EphemeralContainerBuilder.With {
  public EphemeralContainer {
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
  public static EphemeralContainerBuilder builder() {
    return new EphemeralContainerBuilder();
  }
}
