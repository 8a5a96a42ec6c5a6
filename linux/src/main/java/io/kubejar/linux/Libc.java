package io.kubejar.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The few functions of the C library that have no counterpart in Java.
///
/// Each throws a [LinuxException] with the error number when the call fails.
final class Libc {

  static final int CLONE_NEWNET = 0x40000000;

  private static final int O_RDONLY = 0;
  private static final int O_RDWR = 2;
  private static final int O_CLOEXEC = 0x80000;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle MOUNT =
      function(
          "mount", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
  private static final MethodHandle UMOUNT2 =
      function("umount2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle UNSHARE =
      function("unshare", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle SETNS =
      function("setns", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle OPEN =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("open"),
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
          Linker.Option.captureCallState("errno"),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle READ =
      function("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle WRITE =
      function("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));

  private Libc() {}

  private static MethodHandle function(String name, FunctionDescriptor shape) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), shape, Linker.Option.captureCallState("errno"));
  }

  static void mount(
      @Nullable String source,
      String target,
      @Nullable String type,
      long flags,
      @Nullable String data) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(CALL_STATE);
      int result =
          (int)
              MOUNT.invokeExact(
                  state,
                  text(arena, source),
                  text(arena, target),
                  text(arena, type),
                  flags,
                  text(arena, data));
      check(result, state, "mount " + target);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  static void unmount(String target, int flags) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(CALL_STATE);
      int result = (int) UMOUNT2.invokeExact(state, text(arena, target), flags);
      check(result, state, "umount " + target);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  static void unshare(int flags) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(CALL_STATE);
      int result = (int) UNSHARE.invokeExact(state, flags);
      check(result, state, "unshare");
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /// Moves the calling thread into the namespace a file of `/proc/<pid>/ns` or a bind mount shows.
  static void enter(String namespaceFile, int type) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(CALL_STATE);
      int file = (int) OPEN.invokeExact(state, text(arena, namespaceFile), O_RDONLY | O_CLOEXEC);
      check(file, state, "open " + namespaceFile);
      try {
        int result = (int) SETNS.invokeExact(state, file, type);
        check(result, state, "setns " + namespaceFile);
      } finally {
        int ignored = (int) CLOSE.invokeExact(state, file);
      }
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /// Opens a file for reading and writing, closed in programs that are started.
  static int openBoth(String path) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(CALL_STATE);
      int file = (int) OPEN.invokeExact(state, text(arena, path), O_RDWR | O_CLOEXEC);
      check(file, state, "open " + path);
      return file;
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  static void close(int file) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(CALL_STATE);
      int result = (int) CLOSE.invokeExact(state, file);
      check(result, state, "close");
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /// Reads once into a piece of native memory.
  static long read(int file, MemorySegment into) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(CALL_STATE);
      long result = (long) READ.invokeExact(state, file, into, into.byteSize());
      check(result, state, "read");
      return result;
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /// Writes once from a piece of native memory.
  static long write(int file, MemorySegment from) {
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(CALL_STATE);
      long result = (long) WRITE.invokeExact(state, file, from, from.byteSize());
      check(result, state, "write");
      return result;
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  private static MemorySegment text(Arena arena, @Nullable String value) {
    return value == null ? MemorySegment.NULL : arena.allocateFrom(value);
  }

  private static void check(long result, MemorySegment state, String call) {
    if (result < 0) {
      throw new LinuxException(call, (int) ERRNO.get(state, 0L));
    }
  }

  private static RuntimeException rethrown(Throwable e) {
    return switch (e) {
      case RuntimeException runtime -> runtime;
      case Error error -> throw error;
      default -> new IllegalStateException(e);
    };
  }
}
