package io.kubejar.proofs.store;

import io.kubejar.proofs.Child;
import io.kubejar.proofs.disk.Disk;
import io.kubejar.proofs.disk.Faults.Syncing;
import io.kubejar.proofs.disk.Moment;
import io.kubejar.proofs.disk.MountedDisk;
import io.kubejar.proofs.disk.Remains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// A machine that loses its power again and again while a store works on its disk.
///
/// In each life of the machine several moments are noted; of each, several disks as a power failure
/// might leave them are opened and compared with what was promised until then. The next life goes
/// on with one of the last moment's.
final class PowerLoss {

  private static final int MOMENTS = 8;

  private final Path parent;
  private final Random random;
  private final Path mount;
  private final int variants;
  private Disk disk;
  private Story story = new Story();
  private int lives;
  private int losses;

  /// A moment, with what was promised before it.
  private record Noted(Moment moment, Story story) {}

  PowerLoss(Path parent, Disk.Journal journal, long seed, int variants) throws IOException {
    this.parent = parent;
    this.random = new Random(seed);
    this.mount = Files.createDirectories(parent.resolve("disk-" + journal));
    this.disk = new Disk(journal);
    this.variants = variants;
  }

  int losses() {
    return losses;
  }

  long acknowledged() {
    return story.acknowledged();
  }

  Disk disk() {
    return disk;
  }

  /// A process runs until the power fails.
  ///
  /// @param size how large values are at most
  /// @param killedBefore whether another one is killed before on the same mount
  /// @param ails whether some syncs fail on the way, and the disk is full for a while
  void life(int size, boolean killedBefore, boolean ails) throws Exception {
    var noted = new ArrayList<Noted>();
    try (var _ = MountedDisk.mount(disk, mount)) {
      if (killedBefore) {
        try (var child = start(size)) {
          killAt(child, random.nextInt(2000));
        }
      }
      try (var child = start(size)) {
        var moments = new Moments(child, noted, ails);
        disk.watch(moments::operation);
        while (!moments.over && child.runs()) {
          child.hear(moments::hear);
          LockSupport.parkNanos(1_000_000);
        }
        child.kill();
        child.hearOut(story::hear);
        if (!moments.over) {
          throw new AssertionError("the worker ended before the power did");
        }
      }
      disk.watch(_ -> {});
    }
    noted.add(new Noted(Moment.of(disk), story));
    for (var each : noted) {
      for (int i = 1; i < variants; i++) {
        check(Remains.of(each.moment(), random), new Story(each.story()));
      }
    }
    var remains = Remains.of(noted.getLast().moment(), random);
    check(remains, story);
    disk = remains.disk();
  }

  private Child start(int size) throws IOException {
    return Child.start(Worker.class, mount.resolve("store"), "l" + lives++, size, story.next());
  }

  private void killAt(Child child, int lines) throws IOException {
    int count = 0;
    for (var line = child.line(); line != null; line = child.line()) {
      story.hear(line);
      if (++count == lines + 1) {
        child.kill();
      }
    }
  }

  private void check(Remains remains, Story promised) throws Exception {
    losses++;
    var copy = Files.createDirectory(parent.resolve("loss-" + losses));
    remains.copyTo(copy);
    try (var store = Story.open(copy.resolve("store"))) {
      promised.check(store);
    } catch (AssertionError e) {
      throw new AssertionError("loss " + losses + " in life " + lives + ": " + e.getMessage(), e);
    }
    delete(copy);
  }

  private static void delete(Path directory) throws IOException {
    List<Path> paths;
    try (var files = Files.walk(directory)) {
      paths = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (var path : paths) {
      Files.delete(path);
    }
  }

  /// Notes moments of a life, and ends it.
  private final class Moments {
    private final Child child;
    private final List<Noted> noted;
    private final boolean ails;
    private long next = -1;
    private long mends = Long.MAX_VALUE;
    private volatile boolean opened;
    private volatile boolean over;

    Moments(Child child, List<Noted> noted, boolean ails) {
      this.child = child;
      this.noted = noted;
      this.ails = ails;
    }

    void hear(String line) {
      opened |= line.startsWith("O ");
      story.hear(line);
    }

    /// Called while the disk stands still.
    void operation(long number) {
      if (number >= mends) {
        disk.faults().syncing(Syncing.WORKS);
        disk.faults().capacity(Long.MAX_VALUE);
        mends = Long.MAX_VALUE;
      }
      if (next < 0) {
        next = number + random.nextInt(100);
      }
      if (number < next || over) {
        return;
      }
      next = number + 1 + random.nextInt(random.nextBoolean() ? 20 : 1500);
      child.hear(this::hear);
      if (noted.size() == MOMENTS) {
        over = true;
        disk.switchOff();
        return;
      }
      noted.add(new Noted(Moment.of(disk), new Story(story)));
      if (ails && opened && noted.size() % 4 == 1) {
        disk.faults().syncing(Syncing.FAILS);
        mends = number + 1 + random.nextInt(4);
      } else if (ails && opened && noted.size() % 4 == 3) {
        disk.faults().capacity(disk.used() + random.nextInt(10_000));
        mends = number + 1 + random.nextInt(12);
      }
    }
  }
}
