package io.kubejar.cluster;

import static java.lang.System.Logger.Level.WARNING;

import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.meta.v1.ApiException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Sets labels of secrets, one after the other and off the way of the requests that give rise to
/// it. What was set a while ago or waits to be is not asked for again.
///
/// It is no loss when a label is not set: the next use of the token asks once more.
final class TokenLabels implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.kubejar.cluster");
  private static final int MOST_WAITING = 256;
  private static final int MOST_KNOWN = 1024;

  private final Consumer<Secret> writer;
  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofVirtual().name("token-labels").factory());

  /// The labels that were last asked for, by the secrets' UIDs.
  private final Map<String, Map<String, String>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, String>> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  /// @param writer updates a secret
  TokenLabels(Consumer<Secret> writer) {
    this.writer = writer;
  }

  /// Sets labels, some time.
  void set(Secret secret, Map<String, String> labels) {
    String uid = secret.metadata().uid();
    synchronized (known) {
      if (labels.equals(known.put(uid, labels))) {
        return;
      }
    }
    try {
      worker.execute(() -> write(secret, labels));
    } catch (RejectedExecutionException _) {
      forget(uid);
    }
  }

  private void write(Secret secret, Map<String, String> labels) {
    Map<String, String> all = new LinkedHashMap<>(secret.metadata().labels());
    all.putAll(labels);
    try {
      writer.accept(secret.with(it -> it.metadata(metadata -> metadata.labels(all))));
    } catch (ApiException e) {
      forget(secret.metadata().uid());
      if (!e.reason().equals("Conflict") && !e.isNotFound()) {
        LOG.log(WARNING, "cannot note the use of a token: {0}", e.getMessage());
      }
    }
  }

  private void forget(String uid) {
    synchronized (known) {
      known.remove(uid);
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
