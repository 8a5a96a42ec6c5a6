package io.kubejar.cluster;

import io.kubejar.cli.ClusterOptions;
import io.kubejar.cli.DataDirectory;
import io.kubejar.cli.UserException;
import io.kubejar.store.OpenException;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The life of the process that holds a data directory: it starts something, lets go of the
/// terminal if it is to, and ends it when it is asked to.
final class Serving {
  private static final System.Logger LOG = System.getLogger("io.kubejar.cluster");

  /// How long the end may take.
  static final Duration END_GRACE = Duration.ofSeconds(60);

  private final DataDirectory directory;
  private final Settings settings;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /// What is to run; it has begun when this returns.
  interface Start {
    AutoCloseable start() throws IOException, InterruptedException;
  }

  Serving(ClusterOptions cluster, Settings settings) {
    this.directory = cluster.directory();
    this.settings = settings;
  }

  /// Runs it until this process is asked to end.
  ///
  /// @param detach whether to go into the background once it has begun
  int run(boolean detach, Start start) throws IOException, InterruptedException {
    try (FileChannel _ = RunningProcess.claim(directory)) {
      PrintStream log = Detached.openLog(directory.log());
      Logging.to(detach ? log : System.err);
      settings.write(directory);
      Runtime.getRuntime().addShutdownHook(new Thread(this::awaitEnd, "shutdown"));
      try (AutoCloseable _ = start.start();
          QuietHeap _ = QuietHeap.start()) {
        if (detach) {
          System.setOut(log);
          System.setErr(log);
          Detached.letGo();
        }
        stopped.await();
      } catch (OpenException e) {
        throw new UserException(String.valueOf(e.getMessage()));
      } catch (IOException | InterruptedException | RuntimeException e) {
        LOG.log(detach ? Level.ERROR : Level.DEBUG, "The cluster failed", e);
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      } finally {
        if (Files.deleteIfExists(directory.stopPods())) {
          new Remains(directory, settings).remove();
        }
        RunningProcess.forget(directory.pidFile());
        ended.countDown();
      }
      return 0;
    }
  }

  private void awaitEnd() {
    stopped.countDown();
    try {
      ended.await(END_GRACE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
