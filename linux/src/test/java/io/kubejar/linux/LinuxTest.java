package io.kubejar.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What needs root says so and is left out without it.
final class LinuxTest {

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  private static boolean isRoot() {
    boolean root = Capabilities.ofThisProcess().has(Capabilities.Capability.SYS_ADMIN);
    if (!root) {
      System.err.println("not root: mounts, control groups and namespaces are left out");
    }
    return root;
  }

  @Test
  void readsALineOfTheMountTable() {
    assertThat(
            MountPoint.parse(
                "36 35 98:0 /a\\040b /mnt\\040x rw,noatime master:1 - ext3 /dev/root rw,quota"))
        .contains(
            new MountPoint(Path.of("/mnt x"), "/a b", "ext3", "/dev/root", List.of("rw", "quota")));
    assertThat(MountPoint.parse("nonsense")).isEmpty();
  }

  @Test
  void mountsAndUnmounts() throws Exception {
    if (!isRoot()) {
      return;
    }
    Path memory = Files.createDirectory(directory.resolve("memory"));
    Path shown = Files.createDirectory(directory.resolve("shown"));
    Mounts.tmpfs(memory, 1 << 20, 0700);
    Files.writeString(memory.resolve("file"), "content");
    Mounts.bind(memory, shown, true);
    assertThat(Mounts.at(memory).orElseThrow().type()).isEqualTo("tmpfs");
    assertThat(shown.resolve("file")).hasContent("content");
    assertThatThrownBy(() -> Files.writeString(shown.resolve("file"), "other"))
        .hasMessageContaining("Read-only");
    assertThat(Mounts.unmountAllUnder(directory)).isEqualTo(2);
    assertThat(Mounts.at(memory)).isEmpty();
    Mounts.unmount(memory);
    assertThatThrownBy(() -> Mounts.tmpfs(directory.resolve("absent"), 0, 0700))
        .isInstanceOf(LinuxException.class)
        .hasMessageContaining("no such file or directory");
  }

  @Test
  void aControlGroupLimitsAndEndsProcesses() throws Exception {
    if (!isRoot()) {
      return;
    }
    Cgroups cgroups = Cgroups.ofThisMachine();
    String group = "/kjtest-" + ProcessHandle.current().pid();
    try {
      cgroups.create(group + "/below", new CgroupLimits(512, 50_000, 64 << 20, 50));
      Process process =
          new ProcessBuilder("sh", "-c", "read line; sleep 1000").redirectErrorStream(true).start();
      for (MountPoint mount : Mounts.all()) {
        Path procs = mount.target().resolve(group.substring(1)).resolve("below/cgroup.procs");
        if (mount.type().startsWith("cgroup") && Files.exists(procs)) {
          Files.writeString(procs, Long.toString(process.pid()));
        }
      }
      assertThat(cgroups.processes(group)).containsExactly(process.pid());
      assertThat(cgroups.usage(group + "/below").processes()).isEqualTo(1);
    } finally {
      cgroups.delete(group);
    }
    assertThat(cgroups.processes(group)).isEmpty();
    assertThat(cgroups.usage(group).processes()).isZero();
    cgroups.delete(group);
    assertThatThrownBy(() -> cgroups.delete("/")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> cgroups.create("/a/../b", CgroupLimits.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aThreadGetsANetworkOfItsOwn() throws Exception {
    if (!isRoot()) {
      return;
    }
    Path here = Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net"));
    Path there =
        NetworkNamespaces.insideNew(
            () -> Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")));
    assertThat(there).isNotEqualTo(here);
    assertThat(Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net"))).isEqualTo(here);
  }

  @Test
  void aDetachedProcessHasASessionOfItsOwnAndIsKnownAgain() throws Exception {
    Path log = directory.resolve("log");
    Process process =
        DetachedProcess.start(
            List.of("sh", "-c", "echo $WORD; exec sleep 1000"), Map.of("WORD", "hello"), log);
    ProcessIdentity identity = ProcessIdentity.of(process.pid()).orElseThrow();
    assertThat(ProcessIdentity.parse(identity.toString())).contains(identity);
    assertThat(identity.isAlive()).isTrue();
    assertThat(new ProcessIdentity(identity.pid(), 1).isAlive()).isFalse();
    while (!Files.readString(log).contains("hello")) {
      Thread.onSpinWait();
    }
    identity.stop(Duration.ofSeconds(5));
    assertThat(process.waitFor()).isNotZero();
    assertThat(identity.isAlive()).isFalse();
    assertThat(ProcessIdentity.parse("x y")).isEmpty();
    assertThat(new String(Files.readAllBytes(log), StandardCharsets.UTF_8)).isEqualTo("hello\n");
  }

  @Test
  void sharesBecomeWeights() {
    assertThat(new CgroupLimits(2, 0, 0, 0).cpuWeight()).isEqualTo(1);
    assertThat(new CgroupLimits(1024, 0, 0, 0).cpuWeight()).isEqualTo(39);
    assertThat(new CgroupLimits(262_144, 0, 0, 0).cpuWeight()).isEqualTo(10_000);
  }

  @Test
  void choosesTheVersionThatHasTheControllers() {
    var v1 = new MountPoint(Path.of("/c/cpu"), "/", "cgroup", "cgroup", List.of("rw", "cpu"));
    var memory =
        new MountPoint(Path.of("/c/memory"), "/", "cgroup", "cgroup", List.of("rw", "memory"));
    var v2 = new MountPoint(Path.of("/c/unified"), "/", "cgroup2", "cgroup2", List.of("rw"));
    assertThat(Cgroups.from(List.of(v1, memory, v2)).version()).isEqualTo(1);
    assertThat(Cgroups.from(List.of(v2)).version()).isEqualTo(2);
    assertThatThrownBy(() -> Cgroups.from(List.of())).isInstanceOf(IllegalStateException.class);
  }
}
