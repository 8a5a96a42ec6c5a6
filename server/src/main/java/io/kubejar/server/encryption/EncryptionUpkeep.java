package io.kubejar.server.encryption;

import io.kubejar.server.spi.ConfigDocument;
import io.kubejar.store.StoreException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Keeps a store sealed as it should be: takes a changed configuration file over, and seals anew
/// what is not sealed by the first key, at the start and whenever the file or a key service's key
/// has changed.
///
/// A file that became wrong leaves the last good configuration in force and is looked at again;
/// each flaw is told once. See
/// <https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#rotating-a-decryption-key>.
public final class EncryptionUpkeep implements AutoCloseable {
  /// How often the file and the key services' keys are looked at.
  public static final Duration PAUSE = Duration.ofSeconds(10);

  private static final System.Logger LOG = System.getLogger(EncryptionUpkeep.class.getName());
  private static final int LONGEST_PAUSES = 30;

  private final EncryptedStore store;
  private final @Nullable Path file;
  private final KeyService.Opener services;
  private final Duration pause;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final LongAdder reloads = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final Thread thread;
  private String flaw = "";
  private String sealed = "";
  private int failed;
  private int left;

  private EncryptionUpkeep(
      EncryptedStore store, @Nullable Path file, KeyService.Opener services, Duration pause) {
    this.store = store;
    this.file = file;
    this.services = services;
    this.pause = pause;
    this.thread = Thread.ofVirtual().name("encryption").unstarted(this::run);
  }

  /// Starts at once, on a thread of its own.
  ///
  /// @param file is taken over when it changes; null for a configuration that stays
  /// @param services reaches the key services that a changed file names
  public static EncryptionUpkeep start(
      EncryptedStore store, @Nullable Path file, KeyService.Opener services, Duration pause) {
    var upkeep = new EncryptionUpkeep(store, file, services, pause);
    upkeep.thread.start();
    return upkeep;
  }

  /// How often the changed file was taken over.
  public long reloads() {
    return reloads.sum();
  }

  /// How often it was wrong.
  public long failures() {
    return failures.sum();
  }

  private void run() {
    try {
      do {
        reload();
        seal();
      } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void reload() {
    if (file == null) {
      return;
    }
    try {
      byte[] text = ConfigDocument.text(file);
      if (!EncryptionConfiguration.hash(text).equals(store.configuration().hash())) {
        store.reconfigure(EncryptionConfiguration.parse(text, services));
        reloads.increment();
        LOG.log(Level.INFO, "reloaded {0}", file);
      }
      flaw = "";
    } catch (IOException | RuntimeException e) {
      String found = String.valueOf(e.getMessage());
      if (!found.equals(flaw)) {
        failures.increment();
        LOG.log(Level.WARNING, "cannot reload {0}: {1}", file, found);
      }
      flaw = found;
    }
  }

  private void seal() {
    String wanted = store.configuration().hash() + store.configuration().serviceKeys();
    if (wanted.equals(sealed) || left-- > 0) {
      return;
    }
    try {
      int written = store.sealAnew();
      if (written > 0) {
        LOG.log(Level.INFO, "{0} stored values were encrypted anew", written);
      }
      sealed = wanted;
      failed = 0;
      left = 0;
    } catch (StoreException e) {
      // Tried again after more and more pauses, and told of the first time only.
      LOG.log(
          failed == 0 ? Level.WARNING : Level.DEBUG,
          "not all stored values could be encrypted anew: {0}",
          e.getMessage());
      failed++;
      left = Math.min(1 << Math.min(failed, 10), LONGEST_PAUSES);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
