package io.kubejar.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Control groups of version 1: a tree for each controller.
final class CgroupsV1 implements Cgroups {

  static final Set<String> CONTROLLERS = Set.of("cpu", "cpuacct", "memory", "pids");

  private final Map<String, Path> controllers;
  private final List<Path> trees;

  /// @param trees all trees, also of controllers that only the runtime uses
  CgroupsV1(Map<String, Path> controllers, List<Path> trees) {
    this.controllers = Map.copyOf(controllers);
    this.trees = List.copyOf(trees);
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void create(String group, CgroupLimits limits) {
    try {
      for (Path tree : Set.copyOf(controllers.values())) {
        Files.createDirectories(CgroupFiles.under(tree, group));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (limits.cpuShares() > 0) {
      set("cpu", group, "cpu.shares", Long.toString(Math.max(2, limits.cpuShares())));
    }
    if (limits.cpuQuotaMicros() != 0) {
      set("cpu", group, "cpu.cfs_period_us", Long.toString(CgroupLimits.CPU_PERIOD_MICROS));
      set("cpu", group, "cpu.cfs_quota_us", Long.toString(limits.cpuQuotaMicros()));
    }
    if (limits.memoryBytes() != 0) {
      set("memory", group, "memory.limit_in_bytes", Long.toString(limits.memoryBytes()));
    }
    if (limits.processes() != 0) {
      String most = limits.processes() < 0 ? "max" : Long.toString(limits.processes());
      set("pids", group, "pids.max", most);
    }
  }

  private void set(String controller, String group, String file, String value) {
    Path tree = controllers.get(controller);
    if (tree == null) {
      return;
    }
    Path target = CgroupFiles.under(tree, group).resolve(file);
    if (Files.exists(target)) {
      CgroupFiles.write(target, value);
    }
  }

  @Override
  public CgroupUsage usage(String group) {
    Path memory = directory("memory", group);
    Path stat = memory.resolve("memory.stat");
    long used = CgroupFiles.number(memory.resolve("memory.usage_in_bytes"));
    return new CgroupUsage(
        CgroupFiles.number(directory("cpuacct", group).resolve("cpuacct.usage")),
        used,
        Math.max(0, used - CgroupFiles.numberOf(stat, "total_inactive_file")),
        CgroupFiles.numberOf(stat, "total_rss"),
        CgroupFiles.numberOf(stat, "total_pgfault"),
        CgroupFiles.numberOf(stat, "total_pgmajfault"),
        CgroupFiles.number(directory("pids", group).resolve("pids.current")));
  }

  @Override
  public Set<Long> processes(String group) {
    return CgroupFiles.processes(directory("memory", group));
  }

  @Override
  public void delete(String group) {
    CgroupFiles.delete(group, trees);
  }

  private Path directory(String controller, String group) {
    Path tree = controllers.get(controller);
    return tree == null ? Path.of("/nonexistent") : CgroupFiles.under(tree, group);
  }
}
