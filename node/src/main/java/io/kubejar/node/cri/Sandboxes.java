package io.kubejar.node.cri;

import io.kubejar.node.cri.v1.PodSandbox;
import io.kubejar.node.cri.v1.PodSandboxFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Ends many sandboxes at once.
public final class Sandboxes {

  private static final int AT_ONCE = 8;

  private Sandboxes() {}

  /// Ends and removes all sandboxes that match a filter, with their containers.
  ///
  /// @throws CriException the first failure, after all were tried
  public static void removeAll(ContainerRuntime runtime, PodSandboxFilter filter)
      throws InterruptedException {
    List<PodSandbox> sandboxes = runtime.listPodSandboxes(filter);
    var places = new Semaphore(AT_ONCE);
    try (ExecutorService workers =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sandbox-removal-", 0).factory())) {
      List<Callable<Void>> removals = new ArrayList<>();
      for (PodSandbox sandbox : sandboxes) {
        removals.add(
            () -> {
              places.acquire();
              try {
                runtime.stopPodSandbox(sandbox.getId());
                runtime.removePodSandbox(sandbox.getId());
              } finally {
                places.release();
              }
              return null;
            });
      }
      for (Future<Void> removal : workers.invokeAll(removals)) {
        try {
          removal.get();
        } catch (ExecutionException e) {
          if (e.getCause() instanceof CriException failure) {
            throw failure;
          }
          throw new IllegalStateException(e.getCause());
        }
      }
    }
  }
}
