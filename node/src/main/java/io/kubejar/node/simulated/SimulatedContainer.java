package io.kubejar.node.simulated;

import io.kubejar.node.cri.v1.Container;
import io.kubejar.node.cri.v1.ContainerAttributes;
import io.kubejar.node.cri.v1.ContainerConfig;
import io.kubejar.node.cri.v1.ContainerFilter;
import io.kubejar.node.cri.v1.ContainerResources;
import io.kubejar.node.cri.v1.ContainerState;
import io.kubejar.node.cri.v1.ContainerStats;
import io.kubejar.node.cri.v1.ContainerStatsFilter;
import io.kubejar.node.cri.v1.ContainerStatus;
import io.kubejar.node.cri.v1.CpuUsage;
import io.kubejar.node.cri.v1.FilesystemUsage;
import io.kubejar.node.cri.v1.LinuxContainerResources;
import io.kubejar.node.cri.v1.MemoryUsage;
import io.kubejar.node.cri.v1.UInt64Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A container of the simulated runtime. Guarded by the runtime's lock.
final class SimulatedContainer {

  /// One thousandth of a core and a mebibyte, all the time.
  private static final long CPU_PER_SECOND = 1_000_000;

  private static final long MEMORY = 1 << 20;

  final String id;
  final String sandboxId;
  final ContainerConfig config;
  final SimulatedProgram program;
  final SimulatedLog log;
  final String logPath;
  final long createdAt;
  LinuxContainerResources resources;
  ContainerState state = ContainerState.CONTAINER_CREATED;
  long startedAt;
  long finishedAt;
  int exitCode;
  int nextStep;
  SimulationTimer.@Nullable Handle timer;

  SimulatedContainer(
      String id,
      String sandboxId,
      ContainerConfig config,
      SimulatedProgram program,
      SimulatedLog log,
      String logPath,
      long createdAt) {
    this.id = id;
    this.sandboxId = sandboxId;
    this.config = config;
    this.program = program;
    this.log = log;
    this.logPath = logPath;
    this.createdAt = createdAt;
    resources = config.getLinux().getResources();
  }

  boolean fits(ContainerFilter filter) {
    return (filter.getId().isEmpty() || id.startsWith(filter.getId()))
        && (filter.getPodSandboxId().isEmpty() || sandboxId.equals(filter.getPodSandboxId()))
        && (!filter.hasState() || filter.getState().getState() == state)
        && isLabeled(filter.getLabelSelectorMap());
  }

  /// Only what runs has statistics.
  boolean fits(ContainerStatsFilter filter) {
    return state == ContainerState.CONTAINER_RUNNING
        && (filter.getId().isEmpty() || id.equals(filter.getId()))
        && (filter.getPodSandboxId().isEmpty() || sandboxId.equals(filter.getPodSandboxId()))
        && isLabeled(filter.getLabelSelectorMap());
  }

  private boolean isLabeled(Map<String, String> selector) {
    return config.getLabelsMap().entrySet().containsAll(selector.entrySet());
  }

  Container summary() {
    return Container.newBuilder()
        .setId(id)
        .setPodSandboxId(sandboxId)
        .setMetadata(config.getMetadata())
        .setImage(config.getImage())
        .setImageRef(config.getImage().getImage())
        .setImageId(config.getImage().getImage())
        .setState(state)
        .setCreatedAt(createdAt)
        .putAllLabels(config.getLabelsMap())
        .putAllAnnotations(config.getAnnotationsMap())
        .build();
  }

  ContainerStatus status() {
    var status =
        ContainerStatus.newBuilder()
            .setId(id)
            .setMetadata(config.getMetadata())
            .setState(state)
            .setCreatedAt(createdAt)
            .setStartedAt(startedAt)
            .setFinishedAt(finishedAt)
            .setExitCode(exitCode)
            .setImage(config.getImage())
            .setImageRef(config.getImage().getImage())
            .setImageId(config.getImage().getImage())
            .putAllLabels(config.getLabelsMap())
            .putAllAnnotations(config.getAnnotationsMap())
            .addAllMounts(config.getMountsList())
            .setLogPath(logPath)
            .setResources(ContainerResources.newBuilder().setLinux(resources));
    if (state == ContainerState.CONTAINER_EXITED) {
      status.setReason(exitCode == 0 ? "Completed" : "Error");
    }
    return status.build();
  }

  ContainerStats stats(long now) {
    long running = startedAt == 0 ? 0 : (finishedAt == 0 ? now : finishedAt) - startedAt;
    long memory = state == ContainerState.CONTAINER_RUNNING ? MEMORY : 0;
    return ContainerStats.newBuilder()
        .setAttributes(
            ContainerAttributes.newBuilder()
                .setId(id)
                .setMetadata(config.getMetadata())
                .putAllLabels(config.getLabelsMap())
                .putAllAnnotations(config.getAnnotationsMap()))
        .setCpu(
            CpuUsage.newBuilder()
                .setTimestamp(now)
                .setUsageCoreNanoSeconds(value(running / 1_000_000_000L * CPU_PER_SECOND)))
        .setMemory(
            MemoryUsage.newBuilder()
                .setTimestamp(now)
                .setWorkingSetBytes(value(memory))
                .setUsageBytes(value(memory))
                .setRssBytes(value(memory)))
        .setWritableLayer(FilesystemUsage.newBuilder().setTimestamp(now).setUsedBytes(value(4096)))
        .build();
  }

  private static UInt64Value value(long value) {
    return UInt64Value.newBuilder().setValue(value).build();
  }
}
