package io.kubejar.proofs.disk;

import io.kubejar.linux.FuseConnection;
import io.kubejar.linux.MountPoint;
import io.kubejar.linux.Mounts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// A [Disk] that other processes see at a directory: answers the kernel's requests by the FUSE
/// protocol, version 7.31.
///
/// Nothing of it may be used by this process itself but through other processes: a page fault that
/// waits for a thread of the same JVM may wait for ever.
public final class MountedDisk implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.kubejar.proofs");
  private static final int THREADS = 4;
  private static final int HEADER = 40;
  private static final int LARGEST_WRITE = 128 << 10;
  private static final int MINOR = 31;

  /// Writes of more than a page at once.
  private static final int BIG_WRITES = 1 << 5;

  private static final int KEEP_SIZE = 1;
  private static final int VALID_MODE = 1;
  private static final int VALID_SIZE = 8;
  private static final long BLOCKS = 1 << 20;
  private static final int DIRECTORY_ENTRY = 4;
  private static final int FILE_ENTRY = 8;

  private final Disk disk;
  private final FuseConnection connection;
  private final List<Thread> threads = new ArrayList<>();

  private MountedDisk(Disk disk, FuseConnection connection) {
    this.disk = disk;
    this.connection = connection;
  }

  /// Shows a disk at an empty directory.
  public static MountedDisk mount(Disk disk, Path target) {
    removeAbandoned();
    var mounted = new MountedDisk(disk, FuseConnection.mount(target));
    for (int i = 0; i < THREADS; i++) {
      mounted.threads.add(
          Thread.ofPlatform().daemon().name("kubejar-disk-" + i).start(mounted::serve));
    }
    return mounted;
  }

  /// Takes away what processes have left that were killed: mounts that nobody answers for.
  static void removeAbandoned() {
    for (MountPoint mount : Mounts.all()) {
      if (mount.type().equals("fuse") && mount.source().equals("kubejar")) {
        try {
          Files.getLastModifiedTime(mount.target());
        } catch (NoSuchFileException gone) {
          // Somebody else was quicker.
        } catch (IOException nobodyAnswers) {
          Mounts.unmount(mount.target());
        }
      }
    }
  }

  private void serve() {
    var request =
        ByteBuffer.allocateDirect(LARGEST_WRITE + Content.PAGE).order(ByteOrder.nativeOrder());
    var answer = new Answer(LARGEST_WRITE + Content.PAGE);
    while (connection.read(request)) {
      int opcode = request.getInt(4);
      long unique = request.getLong(8);
      long node = request.getLong(16);
      request.position(HEADER);
      answer.start();
      int error = 0;
      try {
        answer(opcode, node, request, answer);
      } catch (DiskException e) {
        error = e.errorNumber();
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "request " + opcode + " failed", e);
        error = DiskException.EIO;
      }
      switch (opcode) {
        case Opcode.FORGET, Opcode.BATCH_FORGET, Opcode.INTERRUPT -> {}
        default -> connection.write(answer.finish(unique, error));
      }
    }
  }

  private void answer(int opcode, long node, ByteBuffer request, Answer answer)
      throws DiskException {
    switch (opcode) {
      case Opcode.INIT -> init(request, answer);
      case Opcode.LOOKUP -> answer.entry(disk.lookup(node, name(request)));
      case Opcode.GETATTR -> answer.attributesWithValidity(disk.node(node));
      case Opcode.SETATTR -> change(node, request, answer);
      case Opcode.MKDIR -> {
        int mode = request.getInt();
        request.getInt();
        answer.entry(disk.make(node, name(request), mode, true));
      }
      case Opcode.CREATE -> {
        request.getInt();
        int mode = request.getInt();
        request.getLong();
        answer.entry(disk.make(node, name(request), mode, false));
        answer.opened();
      }
      case Opcode.UNLINK, Opcode.RMDIR -> disk.remove(node, name(request));
      case Opcode.RENAME -> rename(node, request.getLong(), request);
      case Opcode.RENAME2 -> {
        long target = request.getLong();
        if (request.getLong() != 0) {
          throw new DiskException(DiskException.EINVAL);
        }
        rename(node, target, request);
      }
      case Opcode.OPEN, Opcode.OPENDIR -> {
        disk.node(node);
        answer.opened();
      }
      case Opcode.READ -> read(node, request, answer);
      case Opcode.WRITE -> write(node, request, answer);
      case Opcode.READDIR -> list(node, request, answer);
      case Opcode.FSYNC -> {
        pause();
        disk.syncFile(node);
      }
      case Opcode.FSYNCDIR -> {
        pause();
        disk.syncDirectory(node);
      }
      case Opcode.FALLOCATE -> allocate(node, request);
      case Opcode.STATFS -> statistics(answer);
      case Opcode.FORGET -> disk.forget(node, request.getLong());
      case Opcode.BATCH_FORGET -> {
        int count = request.getInt();
        request.getInt();
        for (int i = 0; i < count; i++) {
          disk.forget(request.getLong(), request.getLong());
        }
      }
      case Opcode.RELEASE, Opcode.RELEASEDIR, Opcode.FLUSH, Opcode.INTERRUPT, Opcode.DESTROY -> {}
      default -> throw new DiskException(DiskException.ENOSYS);
    }
  }

  private void pause() {
    Duration delay = disk.faults().syncDelay();
    if (delay.isPositive()) {
      LockSupport.parkNanos(delay.toNanos());
    }
  }

  private static String name(ByteBuffer request) {
    int start = request.position();
    int end = start;
    while (request.get(end) != 0) {
      end++;
    }
    var bytes = new byte[end - start];
    request.get(bytes);
    request.get();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void init(ByteBuffer request, Answer answer) {
    int major = request.getInt();
    request.getInt();
    int readAhead = request.getInt();
    int flags = request.getInt();
    answer.body().putInt(major).putInt(MINOR).putInt(readAhead).putInt(flags & BIG_WRITES);
    answer.body().putShort((short) 16).putShort((short) 12).putInt(LARGEST_WRITE).putInt(1);
    answer.zeroes(36);
  }

  private void change(long node, ByteBuffer request, Answer answer) throws DiskException {
    int start = request.position();
    int valid = request.getInt(start);
    if ((valid & VALID_SIZE) != 0) {
      disk.resize(node, request.getLong(start + 16));
    }
    if ((valid & VALID_MODE) != 0) {
      disk.chmod(node, request.getInt(start + 68));
    }
    answer.attributesWithValidity(disk.node(node));
  }

  private void rename(long node, long target, ByteBuffer request) throws DiskException {
    var name = name(request);
    disk.rename(node, name, target, name(request));
  }

  private void read(long node, ByteBuffer request, Answer answer) throws DiskException {
    request.getLong();
    long offset = request.getLong();
    int size = request.getInt();
    var body = answer.body();
    body.limit(body.position() + size);
    disk.read(node, offset, body);
    body.limit(body.position());
  }

  private void write(long node, ByteBuffer request, Answer answer) throws DiskException {
    request.getLong();
    long offset = request.getLong();
    int size = request.getInt();
    request.position(HEADER + 40).limit(HEADER + 40 + size);
    disk.write(node, offset, request);
    answer.body().putInt(size).putInt(0);
  }

  private void list(long node, ByteBuffer request, Answer answer) throws DiskException {
    request.getLong();
    long offset = request.getLong();
    int size = request.getInt();
    var body = answer.body();
    int end = body.position() + size;
    long place = 0;
    for (Map.Entry<String, Node> entry : disk.list(node)) {
      place++;
      var name = entry.getKey().getBytes(StandardCharsets.UTF_8);
      int padding = (8 - name.length % 8) % 8;
      if (place <= offset) {
        continue;
      }
      if (body.position() + 24 + name.length + padding > end) {
        return;
      }
      body.putLong(entry.getValue().number()).putLong(place).putInt(name.length);
      body.putInt(entry.getValue() instanceof Node.Directory ? DIRECTORY_ENTRY : FILE_ENTRY);
      body.put(name);
      answer.zeroes(padding);
    }
  }

  private void allocate(long node, ByteBuffer request) throws DiskException {
    request.getLong();
    long offset = request.getLong();
    long length = request.getLong();
    int mode = request.getInt();
    switch (mode) {
      case KEEP_SIZE -> {}
      case 0 -> {
        if (disk.node(node) instanceof Node.File file && offset + length > file.content().size()) {
          disk.resize(node, offset + length);
        }
      }
      default -> throw new DiskException(DiskException.EOPNOTSUPP);
    }
  }

  private void statistics(Answer answer) {
    long blocks = Math.min(BLOCKS, disk.faults().capacity() / Content.PAGE);
    long free = Math.max(0, blocks - disk.used() / Content.PAGE);
    answer.body().putLong(blocks).putLong(free).putLong(free).putLong(BLOCKS).putLong(BLOCKS);
    answer.body().putInt(Content.PAGE).putInt(255).putInt(Content.PAGE).putInt(0);
    answer.zeroes(24);
  }

  /// Takes the disk from sight; whoever still uses it gets errors.
  @Override
  public void close() {
    connection.unmount();
    boolean interrupted = false;
    for (var thread : threads) {
      try {
        thread.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    connection.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
