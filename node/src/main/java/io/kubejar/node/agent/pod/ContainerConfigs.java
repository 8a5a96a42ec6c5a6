package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.VolumeMount;
import io.kubejar.node.agent.config.NodeConfig;
import io.kubejar.node.agent.runtime.CriLabels;
import io.kubejar.node.agent.volume.Disk;
import io.kubejar.node.agent.volume.MountedVolume;
import io.kubejar.node.cri.v1.ContainerConfig;
import io.kubejar.node.cri.v1.ContainerMetadata;
import io.kubejar.node.cri.v1.Image;
import io.kubejar.node.cri.v1.ImageSpec;
import io.kubejar.node.cri.v1.KeyValue;
import io.kubejar.node.cri.v1.LinuxContainerConfig;
import io.kubejar.node.cri.v1.Mount;
import io.kubejar.node.cri.v1.MountPropagation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the runtime needs to know to make a container.
final class ContainerConfigs {
  private final NodeConfig node;
  private final long machineMemory;

  ContainerConfigs(NodeConfig node, long machineMemory) {
    this.node = node;
    this.machineMemory = machineMemory;
  }

  /// What a container is made from.
  ///
  /// @param attempt how many containers of the name there were before
  /// @param imageReference how the runtime names the image
  /// @param image what the runtime knows of the image
  /// @param environment all variables
  /// @param volumes the pod's volumes by name
  /// @param addresses the pod's addresses
  /// @param target the container whose processes this one sees, empty for none
  record Parts(
      Pod pod,
      ContainerSlot slot,
      int attempt,
      String imageReference,
      Optional<Image> image,
      Map<String, String> environment,
      Map<String, MountedVolume> volumes,
      List<String> addresses,
      String target) {}

  /// @throws ConfigException when the parts do not fit together
  ContainerConfig of(Parts parts) {
    Pod pod = parts.pod();
    Container container = parts.slot().container();
    Map<String, String> variables = parts.environment();
    ContainerConfig.Builder out =
        ContainerConfig.newBuilder()
            .setMetadata(
                ContainerMetadata.newBuilder()
                    .setName(container.name())
                    .setAttempt(parts.attempt()))
            .setImage(
                ImageSpec.newBuilder()
                    .setImage(parts.imageReference())
                    .setUserSpecifiedImage(container.image()))
            .setWorkingDir(container.workingDir())
            .setLogPath(container.name() + "/" + parts.attempt() + ".log")
            .setStdin(container.stdin())
            .setStdinOnce(container.stdinOnce())
            .setTty(container.tty())
            .setLinux(
                LinuxContainerConfig.newBuilder()
                    .setResources(PodResources.of(pod, container, machineMemory))
                    .setSecurityContext(
                        SecuritySettings.container(
                            pod, container, parts.target(), parts.image(), node.seccompProfiles())))
            .putLabels(CriLabels.POD_NAME, pod.metadata().name())
            .putLabels(CriLabels.POD_NAMESPACE, pod.metadata().namespace())
            .putLabels(CriLabels.POD_UID, pod.metadata().uid())
            .putLabels(CriLabels.CONTAINER_NAME, container.name())
            .putLabels(CriLabels.OWNER, node.owner())
            .putAnnotations(CriLabels.CONTAINER_HASH, parts.slot().hash())
            .putAnnotations(CriLabels.RESTART_COUNT, Integer.toString(parts.attempt()))
            .putAnnotations(CriLabels.MESSAGE_PATH, container.terminationMessagePath())
            .putAnnotations(CriLabels.MESSAGE_POLICY, container.terminationMessagePolicy());
    container.command().forEach(word -> out.addCommand(Expansion.expand(word, variables)));
    container.args().forEach(word -> out.addArgs(Expansion.expand(word, variables)));
    variables.forEach(
        (key, value) -> out.addEnvs(KeyValue.newBuilder().setKey(key).setValue(value)));
    out.addAllMounts(mounts(parts));
    return out.build();
  }

  private List<Mount> mounts(Parts parts) {
    List<Mount> mounts = new ArrayList<>();
    boolean ownHosts = false;
    for (VolumeMount mount : parts.slot().container().volumeMounts()) {
      MountedVolume volume = parts.volumes().get(mount.name());
      if (volume == null) {
        throw new ConfigException(
            "cannot find volume \""
                + mount.name()
                + "\" to mount into container \""
                + parts.slot().name()
                + "\"");
      }
      ownHosts |= mount.mountPath().equals("/etc/hosts");
      mounts.add(mount(mount, volume, parts));
    }
    if (node.hostFiles()) {
      try {
        if (!ownHosts) {
          mounts.add(hosts(parts));
        }
        Mount message = message(parts);
        if (message != null) {
          mounts.add(message);
        }
      } catch (IOException e) {
        throw new ConfigException(String.valueOf(e.getMessage()));
      }
    }
    return mounts;
  }

  private Mount mount(VolumeMount mount, MountedVolume volume, Parts parts) {
    Mount.Builder out =
        Mount.newBuilder()
            .setContainerPath(absolute(mount.mountPath()))
            .setPropagation(propagation(mount.mountPropagation()));
    String below =
        mount.subPathExpr().isEmpty()
            ? mount.subPath()
            : Expansion.expand(mount.subPathExpr(), parts.environment());
    return switch (volume) {
      case MountedVolume.OnHost(Path path, boolean readOnly, boolean ours) ->
          out.setHostPath(below(path, below, ours, parts).toString())
              .setReadonly(mount.readOnly() || readOnly)
              .build();
      case MountedVolume.OfImage(String reference, String _) ->
          out.setImage(ImageSpec.newBuilder().setImage(reference).setUserSpecifiedImage(reference))
              .setImageSubPath(below)
              .setReadonly(true)
              .build();
    };
  }

  /// The part of a volume that a container sees, which must lie within it whatever links it holds.
  private Path below(Path volume, String subPath, boolean ours, Parts parts) {
    if (subPath.isEmpty()) {
      return volume;
    }
    Path relative = Path.of(subPath).normalize();
    if (relative.isAbsolute() || relative.startsWith("..") || subPath.contains("$(")) {
      throw new ConfigException("failed to prepare subPath for volumeMount");
    }
    Path full = volume.resolve(relative);
    if (!node.hostFiles()) {
      return full;
    }
    try {
      if (!Files.exists(full)) {
        Path parent = full;
        while (!Files.exists(parent) && parent.getParent() != null) {
          parent = parent.getParent();
        }
        if (!parent.toRealPath().startsWith(volume.toRealPath())) {
          throw new ConfigException("failed to prepare subPath for volumeMount");
        }
        Files.createDirectories(full);
        if (ours) {
          Disk.mode(full, (int) Files.getAttribute(volume, "unix:mode") & 07777);
        }
      }
      Path real = full.toRealPath();
      if (!real.startsWith(volume.toRealPath())) {
        throw new ConfigException(
            "failed to prepare subPath for volumeMount \""
                + parts.slot().name()
                + "\" of container");
      }
      return real;
    } catch (IOException _) {
      throw new ConfigException("failed to create subPath directory for volumeMount");
    }
  }

  private Mount hosts(Parts parts) throws IOException {
    Path file = node.podDirectory(parts.pod().metadata().uid()).resolve("etc-hosts");
    Files.createDirectories(file.getParent());
    Files.writeString(file, HostsFile.text(parts.pod(), parts.addresses(), node));
    Disk.mode(file, 0644);
    return Mount.newBuilder().setContainerPath("/etc/hosts").setHostPath(file.toString()).build();
  }

  private @Nullable Mount message(Parts parts) throws IOException {
    String inside = parts.slot().container().terminationMessagePath();
    if (inside.isEmpty()) {
      return null;
    }
    Path file =
        node.podDirectory(parts.pod().metadata().uid())
            .resolve("containers")
            .resolve(parts.slot().name())
            .resolve(Integer.toString(parts.attempt()));
    Files.createDirectories(file.getParent());
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    Disk.mode(file, 0666);
    return Mount.newBuilder()
        .setContainerPath(absolute(inside))
        .setHostPath(file.toString())
        .build();
  }

  private static String absolute(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }

  private static MountPropagation propagation(@Nullable String name) {
    return switch (name == null ? "" : name) {
      case "HostToContainer" -> MountPropagation.PROPAGATION_HOST_TO_CONTAINER;
      case "Bidirectional" -> MountPropagation.PROPAGATION_BIDIRECTIONAL;
      default -> MountPropagation.PROPAGATION_PRIVATE;
    };
  }
}
