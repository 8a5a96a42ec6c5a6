package io.kubejar.linux;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The control groups of the machine: limits and accounts of groups of processes.
///
/// A group is named by an absolute path such as `/kubejar-1a2b/kubepods/pod42`, the same for both
/// versions; version 1 has a tree for each controller, version 2 has one for all.
public sealed interface Cgroups permits CgroupsV1, CgroupsV2 {

  /// Those of this machine: version 2 where its tree is the one with the controllers.
  ///
  /// @throws IllegalStateException when no control groups are mounted
  static Cgroups ofThisMachine() {
    return from(Mounts.all());
  }

  /// Chooses the version by what is mounted.
  static Cgroups from(List<MountPoint> mounts) {
    Map<String, Path> controllers = new LinkedHashMap<>();
    var trees = new ArrayList<Path>();
    Path unified = null;
    for (MountPoint mount : mounts) {
      switch (mount.type()) {
        case "cgroup" -> {
          trees.add(mount.target());
          for (String option : mount.superOptions()) {
            if (CgroupsV1.CONTROLLERS.contains(option)) {
              controllers.put(option, mount.target());
            }
          }
        }
        case "cgroup2" -> {
          trees.add(mount.target());
          unified = mount.target();
        }
        default -> {}
      }
    }
    if (controllers.keySet().containsAll(Set.of("cpu", "memory"))) {
      return new CgroupsV1(controllers, trees);
    }
    if (unified != null) {
      return new CgroupsV2(unified);
    }
    throw new IllegalStateException("this machine has no control groups mounted");
  }

  /// 1 or 2.
  int version();

  /// Makes a group and the groups above it where they are missing, and sets its limits.
  void create(String group, CgroupLimits limits);

  /// What the group uses; zeros where there is no such group.
  CgroupUsage usage(String group);

  /// The process numbers in the group and those below it.
  Set<Long> processes(String group);

  /// Ends all processes of the group and those below it and removes them. Does nothing where there
  /// is no such group.
  ///
  /// @throws java.io.UncheckedIOException when something in it outlives being killed for seconds
  void delete(String group);
}
