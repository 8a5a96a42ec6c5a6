package io.kubejar.proofs.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.linux.FuseConnection;
import io.kubejar.linux.Mounts;
import io.kubejar.proofs.disk.Disk.Journal;
import io.kubejar.proofs.disk.Faults.Syncing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk itself: what is synced stays, and anything else may go. Needs root and `/dev/fuse`.
class DiskTest {

  @TempDir Path parent;

  private static Node file(Disk disk, String name, String text) throws DiskException {
    var node = disk.make(Disk.ROOT, name, 0600, false);
    write(disk, node, 0, text);
    return node;
  }

  private static void write(Disk disk, Node node, long offset, String text) throws DiskException {
    disk.write(node.number(), offset, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// What may be found after the power failed now.
  private Set<String> outcomes(Disk disk) throws Exception {
    var moment = Moment.of(disk);
    var random = new Random(1);
    var outcomes = new HashSet<String>();
    for (int i = 0; i < 200; i++) {
      var directory = Files.createTempDirectory(parent, "remains");
      Remains.of(moment, random).copyTo(directory);
      var content = new StringBuilder();
      try (var files = Files.list(directory)) {
        for (var file : files.sorted().toList()) {
          content.append(file.getFileName()).append('=').append(Files.readString(file)).append(' ');
        }
      }
      outcomes.add(content.toString().strip());
    }
    return outcomes;
  }

  @Test
  void nothingIsSafeUntilItIsSynced() throws Exception {
    for (var journal : Journal.values()) {
      var disk = new Disk(journal);
      var node = file(disk, "a", "one");
      assertThat(outcomes(disk)).contains("", "a=", "a=one");
      disk.syncFile(node.number());
      if (journal == Journal.NONE) {
        assertThat(outcomes(disk)).containsExactlyInAnyOrder("", "a=one");
      }
      disk.syncDirectory(Disk.ROOT);
      assertThat(outcomes(disk)).containsExactly("a=one");
      write(disk, node, 0, "two");
      assertThat(outcomes(disk)).containsExactlyInAnyOrder("a=one", "a=two");
    }
  }

  @Test
  void aRenamingTakesPlaceOrNot() throws Exception {
    for (var journal : Journal.values()) {
      var disk = new Disk(journal);
      disk.syncFile(file(disk, "a", "old").number());
      disk.syncFile(file(disk, "b", "new").number());
      disk.syncDirectory(Disk.ROOT);
      disk.rename(Disk.ROOT, "b", Disk.ROOT, "a");
      assertThat(outcomes(disk)).containsExactlyInAnyOrder("a=old b=new", "a=new");
    }
  }

  @Test
  void changesOfNamesAreLostFromTheEnd() throws Exception {
    var disk = new Disk(Journal.ORDERED);
    disk.syncFile(file(disk, "a", "").number());
    disk.remove(Disk.ROOT, "a");
    disk.make(Disk.ROOT, "b", 0600, false);
    assertThat(outcomes(disk)).containsExactlyInAnyOrder("a=", "", "b=");
  }

  @Test
  void whatAFailedSyncLeavesIsLost() throws Exception {
    var disk = new Disk(Journal.ORDERED);
    var node = file(disk, "a", "one");
    disk.syncFile(node.number());
    write(disk, node, 0, "two");
    disk.faults().syncing(Syncing.FAILS);
    try {
      disk.syncFile(node.number());
      throw new AssertionError("did not fail");
    } catch (DiskException e) {
      assertThat(e.errorNumber()).isEqualTo(DiskException.EIO);
    }
    disk.faults().syncing(Syncing.WORKS);
    disk.syncFile(node.number());
    var buffer = ByteBuffer.allocate(3);
    disk.read(node.number(), 0, buffer);
    assertThat(new String(buffer.array(), StandardCharsets.UTF_8)).isEqualTo("two");
    assertThat(outcomes(disk)).containsExactly("a=one");
  }

  @Test
  void aLargeWriteIsTornAtSectors() throws Exception {
    var disk = new Disk(Journal.ORDERED);
    var node = disk.make(Disk.ROOT, "a", 0600, false);
    disk.syncFile(node.number());
    write(disk, node, 0, "x".repeat(3000));
    var torn =
        outcomes(disk).stream().filter(each -> each.contains("x") && each.contains("\0")).toList();
    assertThat(torn).isNotEmpty();
    for (var each : torn) {
      assertThat((each.lastIndexOf('x') - 1) % 512).isZero();
    }
  }

  @Test
  void whatAProcessThatWasKilledHasLeftIsTakenAway() throws Exception {
    var left = Files.createDirectory(parent.resolve("left"));
    var used = Files.createDirectory(parent.resolve("used"));
    // The kernel closes the connection of a process that ends.
    FuseConnection.mount(left).close();
    try (var _ = MountedDisk.mount(new Disk(Journal.ORDERED), used)) {
      assertThat(Mounts.at(left)).isEmpty();
      MountedDisk.removeAbandoned();
      assertThat(Mounts.at(used)).isPresent();
    }
  }

  /// Other processes see it as any file system.
  @Test
  void isUsedByOtherProcesses() throws Exception {
    var disk = new Disk(Journal.ORDERED);
    var mount = Files.createDirectory(parent.resolve("mount"));
    try (var _ = MountedDisk.mount(disk, mount)) {
      var script =
          """
          set -e
          mkdir d; seq 100000 > d/numbers; cp d/numbers copy; mv copy d/moved; ln -s x y || true
          cmp d/numbers d/moved; chmod 640 d/moved; stat -c %a d/moved; truncate -s 10 d/moved
          wc -c < d/moved; for i in $(seq 300); do : > d/file$i; done; ls d | wc -l; rm -r d; ls
          echo safe > kept; sync kept; sync .; echo lost > other; df . > /dev/null; echo end
          """;
      var process =
          new ProcessBuilder("sh", "-c", script)
              .directory(mount.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("640\n10\n302\nend\n");
      assertThat(process.waitFor()).isZero();
      assertThat(outcomes(disk))
          .contains("kept=safe", "kept=safe\n other=lost")
          .allMatch(each -> each.startsWith("kept=safe"));

      disk.faults().capacity(disk.used() + 10_000);
      assertThat(run(mount, "head -c 100000 /dev/zero > big")).isNotZero();
      disk.faults().capacity(Long.MAX_VALUE);
      assertThat(run(mount, "head -c 100000 /dev/zero > big")).isZero();
      disk.faults().syncDelay(Duration.ofMillis(300));
      long start = System.nanoTime();
      assertThat(run(mount, "sync big")).isZero();
      assertThat(System.nanoTime() - start).isGreaterThan(300_000_000);
      disk.faults().failing(true);
      assertThat(run(mount, "echo x >> big")).isNotZero();
      disk.faults().failing(false);
      assertThat(run(mount, "echo x >> big")).isZero();
    }
    assertThat(mount).isEmptyDirectory();
  }

  private static int run(Path directory, String script) throws Exception {
    return new ProcessBuilder("sh", "-c", script)
        .directory(directory.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
