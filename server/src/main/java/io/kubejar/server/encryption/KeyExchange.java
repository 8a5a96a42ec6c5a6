package io.kubejar.server.encryption;

import io.kubejar.server.spi.ConfigDocument;
import io.kubejar.store.Event;
import io.kubejar.store.Keys;
import io.kubejar.store.Lease;
import io.kubejar.store.LeaseNotFoundException;
import io.kubejar.store.StoreException;
import io.kubejar.store.Watch;
import io.kubejar.store.WatchListener;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// A server's part in changing the key that several servers over one store share.
///
/// It takes over what the [KeyRecord] says, keeps its own file the same, and tells what it has in
/// force. Whoever sees first that all servers know a key that was prepared, has it seal from then
/// on. So none ever meets a value that it can't open:
///
/// ```
/// rotate-key: local, local2 ─► every server takes it over and tells ─► local2, local ─► sealed anew
/// ```
///
/// A server that could not reach the store for as long as its word holds may have been passed over
/// meanwhile; it looks again before it seals anything.
public final class KeyExchange implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(KeyExchange.class.getName());
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Keys ALL = Keys.prefix(KeyRecord.PREFIX);

  private final EncryptedStore store;
  private final Path file;
  private final KeyRecord record;
  private final String address;
  private final Semaphore changes = new Semaphore(0);
  private final LongAdder reloads = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final Thread thread;
  private volatile boolean closed;

  /// When the last look began that found everything in order.
  private volatile long current = System.nanoTime() - LEASE.toNanos();

  private @Nullable Lease lease;
  private String told = "";
  private String flaw = "";

  private KeyExchange(EncryptedStore store, Path file, KeyRecord record, String address) {
    this.store = store;
    this.file = file;
    this.record = record;
    this.address = address;
    this.thread = Thread.ofVirtual().name("encryption-keys").unstarted(this::run);
  }

  /// Takes over what there is before it returns, and goes on with it on a thread of its own.
  ///
  /// @param file the keys that this server has
  /// @param address what tells this server from the others
  public static KeyExchange start(
      EncryptedStore store, Path file, KeyRecord record, String address) {
    var exchange = new KeyExchange(store, file, record, address);
    try {
      exchange.look();
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "the keys of the other servers: {0}", e.getMessage());
    }
    store.guard(exchange::requireCurrent);
    exchange.thread.start();
    return exchange;
  }

  /// How often changed keys were taken over.
  public long reloads() {
    return reloads.sum();
  }

  /// How often something was wrong with them.
  public long failures() {
    return failures.sum();
  }

  private void run() {
    try {
      while (!closed) {
        var ended = new AtomicBoolean();
        try (Watch _ = store.sealed().watch(ALL, store.revision() + 1, listener(ended))) {
          while (!closed && !ended.get()) {
            look();
            changes.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            changes.drainPermits();
          }
        } catch (StoreException e) {
          LOG.log(Level.DEBUG, "the keys of the servers can''t be followed: {0}", e.getMessage());
          changes.tryAcquire(1, TimeUnit.SECONDS);
        }
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private WatchListener listener(AtomicBoolean ended) {
    return new WatchListener() {
      @Override
      public void onEvents(long revision, List<Event> events) {
        changes.release();
      }

      @Override
      public void onEnd(@Nullable StoreException cause) {
        ended.set(true);
        changes.release();
      }
    };
  }

  /// Looks again where the others may have gone on without this server.
  private void requireCurrent() {
    if (isOld()) {
      synchronized (this) {
        if (isOld()) {
          look();
        }
      }
    }
  }

  private boolean isOld() {
    return System.nanoTime() - current >= LEASE.toNanos();
  }

  /// One look. What is wrong with keys or files leaves in force what is.
  ///
  /// @throws StoreException when the store does not answer
  private synchronized void look() {
    long begin = System.nanoTime();
    // Whoever goes on from here on knows that this server is there.
    hold();
    try {
      takeOver();
      flaw = "";
    } catch (IOException e) {
      // Closing ends what is being read.
      if (!closed) {
        tellFlaw(e.toString());
      }
    } catch (IllegalArgumentException | ConfigurationException e) {
      tellFlaw(String.valueOf(e.getMessage()));
    }
    current = begin;
  }

  private void tellFlaw(String found) {
    if (!found.equals(flaw)) {
      failures.increment();
      LOG.log(Level.WARNING, "the keys that secrets are sealed with stay as they are: {0}", found);
    }
    flaw = found;
  }

  private void hold() {
    Lease held = lease;
    if (held != null) {
      try {
        store.keepAlive(held.id());
        return;
      } catch (LeaseNotFoundException _) {
        // It ended while this server could not reach the store.
      }
    }
    lease = store.grant(LEASE);
    told = "";
    tell(store.configuration().hash());
  }

  private void tell(String hash) {
    Lease held = lease;
    if (held != null && !hash.equals(told)) {
      record.tell(address, hash, held.id());
      told = hash;
    }
  }

  private void takeOver() throws IOException {
    KeyRecord.Found found = record.read();
    byte[] text = ConfigDocument.text(file);
    if (found == null) {
      use(text);
      return;
    }
    LocalKeys own = LocalKey.read(file);
    LocalKeys there = found.keys();
    if (own.follows(there)) {
      // Brought here by hand, or by a backup.
      use(text);
      record.write(own, found.revision());
      return;
    }
    if (!there.follows(own) && !there.hash().equals(own.hash())) {
      throw new ConfigurationException(
          "%s and %s have different keys of the same names".formatted(file, KeyRecord.KEYS));
    }
    take(there.text());
    if (there.follows(own)) {
      LocalKey.write(file, there);
    }
    tell(there.hash());
    if (there.prepared()
        && record.without(there).isEmpty()
        && record.write(there.turned(), found.revision())) {
      LOG.log(Level.INFO, "all servers know the key {0}; it seals from now on", there.newest());
    }
  }

  private void use(byte[] text) {
    take(text);
    tell(EncryptionConfiguration.hash(text));
  }

  private void take(byte[] text) {
    if (!EncryptionConfiguration.hash(text).equals(store.configuration().hash())) {
      store.reconfigure(EncryptionConfiguration.parse(text));
      reloads.increment();
      LOG.log(Level.INFO, "took over the keys that secrets are sealed with");
    }
  }

  /// Stops looking. What the server has said holds until its lease ends, since it may still write.
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
