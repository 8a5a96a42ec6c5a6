package io.kubejar.controllers.runtime;

import io.kubejar.api.meta.v1.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Carries out many like actions in batches of 1, 2, 4, 8 …, and no further batch after one with a
/// failure, so that what cannot work does not flood the API.
public final class SlowStart {
  private SlowStart() {}

  /// What was done.
  ///
  /// @param succeeded how many actions succeeded
  /// @param skipped how many were never begun
  /// @param failure the first failure, if there was one
  public record Outcome(int succeeded, int skipped, Optional<ApiException> failure) {}

  /// One of the actions, by its number from 0 on.
  @FunctionalInterface
  public interface Action {
    void run(int index) throws ApiException;
  }

  public static Outcome run(int count, Action action) throws InterruptedException {
    int done = 0;
    int succeeded = 0;
    Optional<ApiException> failure = Optional.empty();
    for (int batch = 1; done < count && failure.isEmpty(); batch *= 2) {
      int size = Math.min(batch, count - done);
      for (Optional<ApiException> result : together(done, size, action)) {
        if (result.isEmpty()) {
          succeeded++;
        } else if (failure.isEmpty()) {
          failure = result;
        }
      }
      done += size;
    }
    return new Outcome(succeeded, count - done, failure);
  }

  /// Carries out all actions at once.
  public static Outcome all(int count, Action action) throws InterruptedException {
    int succeeded = 0;
    Optional<ApiException> failure = Optional.empty();
    for (Optional<ApiException> result : together(0, count, action)) {
      if (result.isEmpty()) {
        succeeded++;
      } else if (failure.isEmpty()) {
        failure = result;
      }
    }
    return new Outcome(succeeded, 0, failure);
  }

  private static List<Optional<ApiException>> together(int from, int size, Action action)
      throws InterruptedException {
    if (size == 1) {
      return List.of(attempt(from, action));
    }
    List<Callable<Optional<ApiException>>> tasks = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int index = from + i;
      tasks.add(() -> attempt(index, action));
    }
    List<Optional<ApiException>> results = new ArrayList<>(size);
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("batch-", 0).factory())) {
      for (Future<Optional<ApiException>> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return results;
  }

  private static Optional<ApiException> attempt(int index, Action action) {
    try {
      action.run(index);
      return Optional.empty();
    } catch (ApiException e) {
      return Optional.of(e);
    }
  }
}
