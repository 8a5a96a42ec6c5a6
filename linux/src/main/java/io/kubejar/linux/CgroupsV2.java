package io.kubejar.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Control groups of version 2: one tree, in which each group hands controllers on to those below.
final class CgroupsV2 implements Cgroups {

  private static final List<String> CONTROLLERS = List.of("cpuset", "cpu", "io", "memory", "pids");

  private final Path tree;

  CgroupsV2(Path tree) {
    this.tree = tree;
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public void create(String group, CgroupLimits limits) {
    Path directory = CgroupFiles.under(tree, group);
    try {
      Path above = tree;
      for (Path part : tree.relativize(directory)) {
        handOnControllers(above);
        above = above.resolve(part);
        Files.createDirectories(above);
      }
      handOnControllers(above);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (limits.cpuShares() > 0) {
      set(directory, "cpu.weight", Long.toString(limits.cpuWeight()));
    }
    if (limits.cpuQuotaMicros() != 0) {
      String quota = most(limits.cpuQuotaMicros());
      set(directory, "cpu.max", quota + " " + CgroupLimits.CPU_PERIOD_MICROS);
    }
    if (limits.memoryBytes() != 0) {
      set(directory, "memory.max", most(limits.memoryBytes()));
    }
    if (limits.processes() != 0) {
      set(directory, "pids.max", most(limits.processes()));
    }
  }

  /// Turns on, for the groups below, what this group has of the controllers we use.
  private static void handOnControllers(Path directory) throws IOException {
    List<String> have = words(directory.resolve("cgroup.controllers"));
    List<String> handedOn = words(directory.resolve("cgroup.subtree_control"));
    for (String controller : CONTROLLERS) {
      if (have.contains(controller) && !handedOn.contains(controller)) {
        CgroupFiles.write(directory.resolve("cgroup.subtree_control"), "+" + controller);
      }
    }
  }

  private static List<String> words(Path file) throws IOException {
    return Files.exists(file) ? List.of(Files.readString(file).strip().split(" ")) : List.of();
  }

  private static String most(long value) {
    return value < 0 ? "max" : Long.toString(value);
  }

  private static void set(Path directory, String file, String value) {
    if (Files.exists(directory.resolve(file))) {
      CgroupFiles.write(directory.resolve(file), value);
    }
  }

  @Override
  public CgroupUsage usage(String group) {
    Path directory = CgroupFiles.under(tree, group);
    Path stat = directory.resolve("memory.stat");
    long used = CgroupFiles.number(directory.resolve("memory.current"));
    return new CgroupUsage(
        CgroupFiles.numberOf(directory.resolve("cpu.stat"), "usage_usec") * 1000,
        used,
        Math.max(0, used - CgroupFiles.numberOf(stat, "inactive_file")),
        CgroupFiles.numberOf(stat, "anon"),
        CgroupFiles.numberOf(stat, "pgfault"),
        CgroupFiles.numberOf(stat, "pgmajfault"),
        CgroupFiles.number(directory.resolve("pids.current")));
  }

  @Override
  public Set<Long> processes(String group) {
    return CgroupFiles.processes(CgroupFiles.under(tree, group));
  }

  @Override
  public void delete(String group) {
    CgroupFiles.delete(group, List.of(tree));
  }
}
