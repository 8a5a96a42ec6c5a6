package io.kubejar.store.etcd;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.kubejar.store.ClosedException;
import io.kubejar.store.CompactedException;
import io.kubejar.store.Entry;
import io.kubejar.store.Event;
import io.kubejar.store.Keys;
import io.kubejar.store.StoreException;
import io.kubejar.store.UnavailableException;
import io.kubejar.store.Watch;
import io.kubejar.store.WatchListener;
import io.kubejar.store.etcd.v3.KeyEvent;
import io.kubejar.store.etcd.v3.WatchCreateRequest;
import io.kubejar.store.etcd.v3.WatchProgressRequest;
import io.kubejar.store.etcd.v3.WatchRequest;
import io.kubejar.store.etcd.v3.WatchResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One watch: a stream of etcd's, opened again where it stopped whenever it breaks, and a virtual
/// thread that hands its events to the listener.
///
/// The stream asks for a message only when one was handed on, so that a slow listener holds back
/// its own stream and nothing piles up.
final class EtcdWatch implements Watch {
  private static final System.Logger LOG = System.getLogger("io.kubejar.store");
  private static final int AHEAD = 8;
  private static final long ASK_AGAIN_NANOS = Duration.ofMillis(50).toNanos();
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2000;
  private static final WatchRequest PROGRESS =
      WatchRequest.newBuilder()
          .setProgressRequest(WatchProgressRequest.getDefaultInstance())
          .build();

  /// What a stream says: a message, or that it is over.
  private sealed interface Word {
    record Message(WatchResponse response) implements Word {}

    record Over(Status status) implements Word {}
  }

  private final EtcdStore store;
  private final Keys keys;
  private final WatchListener listener;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  private volatile long delivered;
  private volatile boolean closed;
  private volatile boolean ended;
  private volatile @Nullable Stream stream;

  EtcdWatch(EtcdStore store, Keys keys, long from, WatchListener listener) {
    this.store = store;
    this.keys = keys;
    this.listener = listener;
    this.delivered = from - 1;
    this.thread =
        Thread.ofVirtual().name("kubejar-etcd-watch " + keys.start()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Waits until the thread is done, unless it is the caller.
  void join() throws InterruptedException {
    if (!Thread.currentThread().equals(thread)) {
      thread.join();
    }
  }

  @Override
  public long revision() {
    return delivered;
  }

  @Override
  public boolean await(long revision, Duration timeout) throws InterruptedException {
    if (delivered >= revision) {
      return true;
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    lock.lock();
    try {
      while (delivered < revision) {
        long left = deadline - System.nanoTime();
        if (ended || left <= 0) {
          return false;
        }
        Stream running = stream;
        if (running != null) {
          running.askForProgress();
        }
        progress.awaitNanos(Math.min(left, ASK_AGAIN_NANOS));
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    store.forget(this);
    thread.interrupt();
  }

  private void run() {
    StoreException cause = null;
    long pause = FIRST_PAUSE_MILLIS;
    try {
      while (!closed) {
        Stream running = new Stream(store.watchStream());
        stream = running;
        try {
          running.open(delivered + 1);
          if (read(running)) {
            pause = FIRST_PAUSE_MILLIS;
          }
        } finally {
          stream = null;
          running.cancel();
        }
        if (!closed) {
          Thread.sleep(pause);
          pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException | ClosedException e) {
      // Closed, which is an end like any other.
    } catch (StoreException e) {
      cause = e;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "the listener of the watch on " + keys + " failed", e);
      cause = new UnavailableException("the listener failed", e);
    }
    store.forget(this);
    ended = true;
    progressed();
    try {
      listener.onEnd(cause);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "the listener of the watch on " + keys + " failed", e);
    }
  }

  /// Hands on what a stream says until it is over; whether it said anything.
  private boolean read(Stream running) throws InterruptedException {
    List<Event> commits = new ArrayList<>();
    boolean heard = false;
    while (!closed) {
      switch (running.next()) {
        case Word.Message(WatchResponse response) -> {
          heard = true;
          if (response.getCanceled()) {
            canceled(response);
            return true;
          }
          response.getEventsList().forEach(event -> commits.add(event(event)));
          // A fragment may end within a commit.
          if (!response.getFragment()) {
            handOn(commits, response);
            commits.clear();
          }
          running.askForMessage();
        }
        case Word.Over(Status status) -> {
          if (!heard && !EtcdConnection.isPassing(status)) {
            LOG.log(
                System.Logger.Level.WARNING, "the watch on {0} broke: {1}", keys.start(), status);
          }
          return heard;
        }
      }
    }
    return heard;
  }

  private void canceled(WatchResponse response) {
    if (response.getCompactRevision() > 0) {
      store.compactedAt(response.getCompactRevision());
      throw new CompactedException(delivered + 1, response.getCompactRevision());
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "etcd canceled the watch on {0}: {1}",
        keys.start(),
        response.getCancelReason());
  }

  private void handOn(List<Event> events, WatchResponse response) {
    if (events.isEmpty()) {
      long revision = response.getHeader().getRevision();
      if (!response.getCreated()
          && revision > delivered
          && store.confirms(keys, delivered, revision)) {
        delivered = revision;
        progressed();
      }
      return;
    }
    // Etcd has them in the order of their transaction's operations.
    events.sort(Comparator.comparingLong(Event::revision).thenComparing(Event::key));
    long last = events.getLast().revision();
    listener.onEvents(last, List.copyOf(events));
    delivered = last;
    progressed();
  }

  private void progressed() {
    lock.lock();
    try {
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static Event event(KeyEvent event) {
    Entry previous = event.hasPrevKv() ? EtcdStore.entry(event.getPrevKv()) : null;
    if (event.getType() == KeyEvent.Type.PUT) {
      return new Event.Put(EtcdStore.entry(event.getKv()), previous);
    }
    long revision = event.getKv().getModRevision();
    return new Event.Delete(
        revision,
        previous == null
            ? new Entry(event.getKv().getKey().toStringUtf8(), new byte[0], 0, 0, 0, 0)
            : previous);
  }

  /// One stream of etcd's.
  private final class Stream {
    private final ClientCall<WatchRequest, WatchResponse> call;
    private final LinkedBlockingQueue<Word> words = new LinkedBlockingQueue<>();

    private Stream(ClientCall<WatchRequest, WatchResponse> call) {
      this.call = call;
    }

    void open(long from) {
      call.start(
          new ClientCall.Listener<>() {
            @Override
            public void onMessage(WatchResponse message) {
              words.add(new Word.Message(message));
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
              words.add(new Word.Over(status));
            }
          },
          new Metadata());
      call.request(AHEAD);
      send(
          WatchRequest.newBuilder()
              .setCreateRequest(
                  WatchCreateRequest.newBuilder()
                      .setKey(EtcdStore.start(keys))
                      .setRangeEnd(EtcdStore.end(keys))
                      .setStartRevision(from)
                      .setProgressNotify(true)
                      .setPrevKv(true)
                      .setFragment(true))
              .build());
    }

    Word next() throws InterruptedException {
      while (true) {
        Word word = words.poll(1, TimeUnit.MINUTES);
        if (word != null) {
          return word;
        }
      }
    }

    void askForMessage() {
      call.request(1);
    }

    void askForProgress() {
      send(PROGRESS);
    }

    private synchronized void send(WatchRequest request) {
      try {
        call.sendMessage(request);
      } catch (IllegalStateException e) {
        // The call is over, which its reader learns.
      }
    }

    synchronized void cancel() {
      call.cancel("the watch ended", null);
    }
  }
}
