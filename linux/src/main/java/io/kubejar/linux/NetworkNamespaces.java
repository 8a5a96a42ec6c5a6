package io.kubejar.linux;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Network namespaces belong to threads: the sockets a platform thread opens, the processes it
/// starts and the platform threads it creates are in its namespace.
///
/// Virtual threads have no namespace of their own and must not call this class.
public final class NetworkNamespaces {

  private NetworkNamespaces() {}

  /// Gives the calling platform thread a new, empty namespace. It ends with its last thread,
  /// process and bind mount. Needs root.
  public static void unshareCurrentThread() {
    requirePlatformThread();
    Libc.unshare(Libc.CLONE_NEWNET);
  }

  /// Does work on a thread of its own inside the namespace that a file shows, such as
  /// `/run/netns/name` or `/proc/<pid>/ns/net`. Needs root.
  public static <T> T inside(Path namespaceFile, Callable<T> work)
      throws ExecutionException, InterruptedException {
    return onThread(
        "netns-" + namespaceFile.getFileName(),
        () -> {
          Libc.enter(namespaceFile.toString(), Libc.CLONE_NEWNET);
          return work.call();
        });
  }

  /// Does work on a thread of its own inside a new, empty namespace. Needs root.
  public static <T> T insideNew(Callable<T> work) throws ExecutionException, InterruptedException {
    return onThread(
        "netns-new",
        () -> {
          unshareCurrentThread();
          return work.call();
        });
  }

  private static <T> T onThread(String name, Callable<T> work)
      throws ExecutionException, InterruptedException {
    var task = new FutureTask<>(work);
    Thread thread = Thread.ofPlatform().name(name).start(task);
    try {
      return task.get();
    } finally {
      thread.interrupt();
      thread.join();
    }
  }

  private static void requirePlatformThread() {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("a virtual thread has no namespace of its own");
    }
  }
}
