package io.kubejar.server.spi;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;

/// What a configuration file says, made anew when its text changes. A file that became wrong leaves
/// the last good state in force and is tried again until it is right; a given failure is told once.
///
/// A value that was replaced is closed when nobody uses it any more.
public final class Reloaded<T> implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Reloaded.class.getName());
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Path file;
  private final Maker<T> maker;
  private final Consumer<? super T> closer;
  private final InstantSource clock;
  private final LongAdder reloads = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile State<T> state;
  private volatile long lastReload;
  private volatile long lastFailure;
  private boolean closed;

  /// Makes a value of a file's text; an `IllegalArgumentException` says what is wrong with it.
  public interface Maker<T> {
    T make(byte[] text) throws IOException;
  }

  /// @param flaw why the file was not made use of when it was last looked at; empty when it was
  private record State<T>(Shared<T> shared, byte[] text, String flaw, Instant looked) {}

  /// A value and how many use it, this object among them.
  private record Shared<T>(T value, AtomicInteger users, Consumer<? super T> closer) {
    boolean enter() {
      return users.updateAndGet(count -> count == 0 ? 0 : count + 1) > 0;
    }

    void leave() {
      if (users.decrementAndGet() == 0) {
        closer.accept(value);
      }
    }
  }

  /// @param closer gives back what a value holds
  /// @throws IllegalArgumentException when the file is wrong from the start
  public Reloaded(Path file, Maker<T> maker, Consumer<? super T> closer, InstantSource clock)
      throws IOException {
    this.file = file;
    this.maker = maker;
    this.closer = closer;
    this.clock = clock;
    byte[] text = ConfigDocument.text(file);
    this.state = new State<>(made(text), text, "", clock.instant());
  }

  private Shared<T> made(byte[] text) throws IOException {
    return new Shared<>(maker.make(text), new AtomicInteger(1), closer);
  }

  /// Lets the newest value be used.
  ///
  /// @param action gets a value that is not closed before it returns
  public <R> R use(Function<? super T, R> action) {
    Shared<T> shared = entered();
    try {
      return action.apply(shared.value());
    } finally {
      shared.leave();
    }
  }

  /// How often the file was made use of again.
  public long reloads() {
    return reloads.sum();
  }

  /// How often that failed, each failure counted once however often it was tried again.
  public long failures() {
    return failures.sum();
  }

  /// When the file was made use of last, in seconds since 1970; 0 when it was not since the start.
  public double lastReload() {
    return lastReload;
  }

  /// When that failed last, in seconds since 1970; 0 for never.
  public double lastFailure() {
    return lastFailure;
  }

  private Shared<T> entered() {
    State<T> current = state;
    if (isFresh(current) && current.shared().enter()) {
      return current.shared();
    }
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException(file + " is no longer read");
      }
      if (!isFresh(state)) {
        look();
      }
      state.shared().enter();
      return state.shared();
    }
  }

  private boolean isFresh(State<T> current) {
    return Duration.between(current.looked(), clock.instant()).abs().compareTo(LOOK_AGAIN) < 0;
  }

  /// Whatever goes wrong is told and leaves the value as it is.
  private void look() {
    State<T> before = state;
    Instant now = clock.instant();
    try {
      byte[] text = ConfigDocument.text(file);
      if (Arrays.equals(text, before.text())) {
        state = new State<>(before.shared(), text, "", now);
        return;
      }
      state = new State<>(made(text), text, "", now);
      reloads.increment();
      lastReload = now.getEpochSecond();
      LOG.log(Level.INFO, "reloaded {0}", file);
    } catch (IOException | RuntimeException e) {
      String flaw = String.valueOf(e.getMessage());
      if (!flaw.equals(before.flaw())) {
        failures.increment();
        lastFailure = now.getEpochSecond();
        LOG.log(Level.WARNING, "cannot reload {0}: {1}", file, flaw);
      }
      state = new State<>(before.shared(), before.text(), flaw, now);
      return;
    }
    before.shared().leave();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      state.shared().leave();
    }
  }
}
