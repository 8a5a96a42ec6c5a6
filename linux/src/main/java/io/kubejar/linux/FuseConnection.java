package io.kubejar.linux;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// A mount whose file system is this process: the kernel's requests are read here, and answered.
///
/// What the messages say is the caller's matter (the kernel's `include/uapi/linux/fuse.h`). Several
/// threads may read and write. Needs root and `/dev/fuse`.
public final class FuseConnection implements AutoCloseable {

  private static final long MS_NOSUID = 2;
  private static final long MS_NODEV = 4;
  private static final int ENODEV = 19;
  private static final int ENOENT = 2;
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;

  private final Path target;
  private final int file;

  private FuseConnection(Path target, int file) {
    this.target = target;
    this.file = file;
  }

  /// Mounts at a directory.
  ///
  /// @throws LinuxException when there is no `/dev/fuse`, or no right to mount
  public static FuseConnection mount(Path target) {
    int file = Libc.openBoth("/dev/fuse");
    try {
      Libc.mount(
          "kubejar",
          target.toString(),
          "fuse",
          MS_NOSUID | MS_NODEV,
          "fd=" + file + ",rootmode=40000,user_id=0,group_id=0");
    } catch (LinuxException e) {
      Libc.close(file);
      throw e;
    }
    return new FuseConnection(target, file);
  }

  /// Waits for the next request.
  ///
  /// @param into a direct buffer that takes the largest request; afterwards it holds the request
  /// @return false when the mount is gone
  public boolean read(ByteBuffer into) {
    while (true) {
      into.clear();
      try {
        into.limit((int) Libc.read(file, MemorySegment.ofBuffer(into)));
        return true;
      } catch (LinuxException e) {
        switch (e.errorNumber()) {
          case ENODEV -> {
            return false;
          }
          case EINTR, EAGAIN, ENOENT -> {} // a request that was taken back
          default -> throw e;
        }
      }
    }
  }

  /// Sends an answer, the whole remaining content of a direct buffer.
  public void write(ByteBuffer answer) {
    try {
      Libc.write(file, MemorySegment.ofBuffer(answer));
    } catch (LinuxException e) {
      if (e.errorNumber() != ENOENT && e.errorNumber() != ENODEV) {
        throw e;
      }
    }
  }

  /// Takes the mount away; readers learn of it when its last user is gone.
  public void unmount() {
    Mounts.unmount(target);
  }

  /// Ends the connection once no reader is left.
  @Override
  public void close() {
    Libc.close(file);
  }
}
