package io.kubejar.server.spi;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// What a configuration file says, made anew when the file changes. A file that became wrong leaves
/// the last good state in force.
public final class Reloaded<T> implements Supplier<T> {
  private static final System.Logger LOG = System.getLogger(Reloaded.class.getName());
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Path file;
  private final Maker<T> maker;
  private final InstantSource clock;
  private final LongAdder reloads = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile State<T> state;

  /// Makes the state of a file; an `IllegalArgumentException` says what is wrong with it.
  public interface Maker<T> {
    T make(Path file) throws IOException;
  }

  private record State<T>(T value, FileTime modified, byte[] text, Instant looked) {}

  /// @throws IllegalArgumentException when the file is wrong from the start
  public Reloaded(Path file, Maker<T> maker, InstantSource clock) throws IOException {
    this.file = file;
    this.maker = maker;
    this.clock = clock;
    T made = maker.make(file);
    this.state =
        new State<>(
            made, Files.getLastModifiedTime(file), Files.readAllBytes(file), clock.instant());
  }

  @Override
  public T get() {
    State<T> current = state;
    if (isFresh(current)) {
      return current.value();
    }
    synchronized (this) {
      current = state;
      if (!isFresh(current)) {
        state = looked(current);
      }
      return state.value();
    }
  }

  /// How often the file was made use of again.
  public long reloads() {
    return reloads.sum();
  }

  /// How often that failed.
  public long failures() {
    return failures.sum();
  }

  private boolean isFresh(State<T> current) {
    return Duration.between(current.looked(), clock.instant()).abs().compareTo(LOOK_AGAIN) < 0;
  }

  private State<T> looked(State<T> current) {
    Instant now = clock.instant();
    FileTime modified = current.modified();
    byte[] text = current.text();
    T value = current.value();
    try {
      FileTime newest = Files.getLastModifiedTime(file);
      if (!newest.equals(modified)) {
        modified = newest;
        byte[] newText = Files.readAllBytes(file);
        if (!Arrays.equals(newText, text)) {
          text = newText;
          value = maker.make(file);
          reloads.increment();
          LOG.log(Level.INFO, "reloaded {0}", file);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      failures.increment();
      LOG.log(Level.WARNING, "cannot reload {0}: {1}", file, e.getMessage());
    }
    return new State<>(value, modified, text, now);
  }
}
