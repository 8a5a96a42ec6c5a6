package io.kubejar.server.registry;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The encoded forms of one object, kept while there is room for them.
///
/// All kept forms of the process share one bound. What was not asked for since it was looked at
/// last goes first; it is made again when it is needed. Once there is no room, only some of what is
/// new is kept: lists of more than there is room for, which ask for everything in turn, would else
/// find nothing of what the list before them left.
final class EncodedForms {
  private static final long LEAST = 8L << 20;
  private static final long MOST = 192L << 20;

  /// How many may be on the list without any form, however few others there are.
  private static final int MOST_EMPTY = 1024;

  /// Of so many new forms for which there is no room, one is kept.
  private static final int KEPT_OF = 16;

  /// A thirty-second of what the heap may grow to.
  private static final Room ROOM =
      new Room(Math.max(LEAST, Math.min(MOST, Runtime.getRuntime().maxMemory() / 32)));

  /// Which form.
  enum Form {
    /// JSON without the opening brace.
    TAIL,
    /// The same with nothing but the metadata.
    METADATA_TAIL,
    /// Protobuf.
    MESSAGE
  }

  /// A bound that forms share.
  static final class Room {
    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    /// In the order in which they are looked at, round and round.
    private final ConcurrentLinkedQueue<EncodedForms> kept = new ConcurrentLinkedQueue<>();

    private final AtomicInteger listed = new AtomicInteger();
    private final AtomicInteger empty = new AtomicInteger();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final AtomicInteger crowded = new AtomicInteger();

    Room(long limit) {
      this.limit = limit;
    }

    long taken() {
      return taken.get();
    }

    int listed() {
      return listed.get();
    }

    /// Whether a new form is kept.
    private boolean takes(int bytes) {
      return taken.get() + bytes <= limit || crowded.getAndIncrement() % KEPT_OF == 0;
    }

    /// Lists forms that were not, and takes those off the list that are empty by now once they are
    /// the greater part of it.
    private void add(EncodedForms forms) {
      kept.add(forms);
      listed.incrementAndGet();
      int none = empty.get();
      if (none > MOST_EMPTY && none > listed.get() / 2 && sweeping.compareAndSet(false, true)) {
        kept.removeIf(EncodedForms::leaveWhenEmpty);
        sweeping.set(false);
      }
    }

    private void makeRoom() {
      while (taken.get() > limit) {
        EncodedForms next = kept.poll();
        if (next == null) {
          return;
        }
        if (next.used) {
          next.used = false;
          kept.add(next);
        } else {
          next.leave();
        }
      }
    }
  }

  /// Of a state that nobody will ask for again.
  static final EncodedForms NONE = new EncodedForms();

  static {
    NONE.retire();
  }

  private final Room room;
  private volatile boolean used;
  private volatile byte @Nullable [] tail;
  private volatile byte @Nullable [] metadataTail;
  private volatile byte @Nullable [] message;
  private boolean listed;
  private boolean retired;

  EncodedForms() {
    this(ROOM);
  }

  EncodedForms(Room room) {
    this.room = room;
  }

  byte @Nullable [] get(Form form) {
    byte[] bytes =
        switch (form) {
          case TAIL -> tail;
          case METADATA_TAIL -> metadataTail;
          case MESSAGE -> message;
        };
    if (bytes != null && !used) {
      used = true;
    }
    return bytes;
  }

  /// Keeps a form, if there is room or others go for it; none once these are retired.
  void put(Form form, byte[] bytes) {
    if (bytes.length == 0 || !room.takes(bytes.length)) {
      return;
    }
    boolean list;
    synchronized (this) {
      if (retired) {
        return;
      }
      int before = weight();
      if (listed && before == 0) {
        room.empty.decrementAndGet();
      }
      switch (form) {
        case TAIL -> tail = bytes;
        case METADATA_TAIL -> metadataTail = bytes;
        case MESSAGE -> message = bytes;
      }
      room.taken.addAndGet(weight() - before);
      list = !listed;
      listed = true;
    }
    if (list) {
      room.add(this);
    }
    room.makeRoom();
  }

  private int weight() {
    return length(tail) + length(metadataTail) + length(message);
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  /// Lets go of all forms.
  synchronized void drop() {
    int weight = weight();
    if (listed && weight > 0) {
      room.empty.incrementAndGet();
    }
    room.taken.addAndGet(-weight);
    tail = null;
    metadataTail = null;
    message = null;
  }

  /// Lets go of all forms, and keeps none any more.
  synchronized void retire() {
    drop();
    retired = true;
  }

  private synchronized void leave() {
    drop();
    if (listed) {
      listed = false;
      room.listed.decrementAndGet();
      room.empty.decrementAndGet();
    }
  }

  private synchronized boolean leaveWhenEmpty() {
    if (weight() > 0) {
      return false;
    }
    leave();
    return true;
  }
}
