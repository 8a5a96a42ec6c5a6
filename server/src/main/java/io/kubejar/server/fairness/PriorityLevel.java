package io.kubejar.server.fairness;

import io.kubejar.api.flowcontrol.v1.PriorityLevelConfiguration;
import io.kubejar.api.flowcontrol.v1.QueuingConfiguration;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A share of the server's seats, and the queues in which requests wait for them.
///
/// Turns are fair by start-time fair queuing: a queue's next request begins, in virtual time, where
/// its last one ended; the queue with the earliest beginning has its turn. A request is charged
/// what it is thought to take when it is dispatched, and the difference when it is done.
final class PriorityLevel {
  private static final double SECONDS_THOUGHT = 0.01;
  private static final ScheduledExecutorService LATER =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("fairness-later").factory());

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Ticket> tickets = ConcurrentHashMap.newKeySet();
  private final Demand demand = new Demand(System.nanoTime());
  private final FlowCounts counts;
  private final LongAdder dispatchedTotal = new LongAdder();
  private final LongAdder rejectedTotal = new LongAdder();
  private final LongAdder timedOutTotal = new LongAdder();
  private final LongAdder cancelledTotal = new LongAdder();
  private volatile PriorityLevelConfiguration object;
  private volatile Bounds bounds;
  private volatile int limit;
  private volatile Demand.Figures figures = Demand.Figures.NONE;
  private FairQueue[] queues = new FairQueue[0];
  private int inUse;
  private int executing;
  private int waiting;
  private int waitingSeats;
  private double virtualTime;

  /// How many seats a level has.
  ///
  /// @param nominal its share
  /// @param lower what is left when it lends all it may
  /// @param upper what it has when it borrows all it may
  record Bounds(int nominal, int lower, int upper) {}

  PriorityLevel(PriorityLevelConfiguration object, Bounds bounds, FlowCounts counts) {
    this.object = object;
    this.bounds = bounds;
    this.limit = bounds.nominal();
    this.counts = counts;
    shape();
  }

  /// Takes over a changed configuration; those that wait go on to wait.
  void configure(PriorityLevelConfiguration changed, Bounds newBounds) {
    lock.lock();
    try {
      boolean sameBounds = newBounds.equals(bounds);
      object = changed;
      bounds = newBounds;
      if (!sameBounds) {
        limit = newBounds.nominal();
      }
      shape();
      dispatch();
    } finally {
      lock.unlock();
    }
  }

  /// Never fewer queues than some request waits in.
  private void shape() {
    QueuingConfiguration queuing = queuing();
    int wanted = queuing == null ? 0 : queuing.queues();
    int last = queues.length;
    while (last > wanted && queues[last - 1].waiting.isEmpty()) {
      last--;
    }
    int count = Math.max(wanted, last);
    FairQueue[] shaped = java.util.Arrays.copyOf(queues, count);
    for (int i = queues.length; i < count; i++) {
      shaped[i] = new FairQueue(i);
    }
    queues = shaped;
  }

  private @Nullable QueuingConfiguration queuing() {
    var limited = object.spec().limited();
    return limited == null ? null : limited.limitResponse().queuing();
  }

  String name() {
    return object.metadata().name();
  }

  String uid() {
    return object.metadata().uid();
  }

  boolean exempt() {
    return object.spec().type().equals("Exempt");
  }

  Bounds bounds() {
    return bounds;
  }

  int limit() {
    return limit;
  }

  /// Sets how many seats it has for now.
  void limit(int seats) {
    lock.lock();
    try {
      limit = seats;
      dispatch();
    } finally {
      lock.unlock();
    }
  }

  /// What was wanted in the last whole period.
  Demand.Figures figures() {
    return figures;
  }

  Demand.Figures endPeriod() {
    lock.lock();
    try {
      figures = demand.end(System.nanoTime());
      return figures;
    } finally {
      lock.unlock();
    }
  }

  /// Takes the ticket's seats, waiting for them if need be.
  ///
  /// @return why it gets none; null when it has them
  @Nullable String enter(Ticket ticket, Duration patience) throws InterruptedException {
    if (exempt()) {
      started(ticket);
      return null;
    }
    lock.lockInterruptibly();
    try {
      int seats = ticket.work().most();
      if (waiting == 0 && fits(seats)) {
        take(ticket);
        return null;
      }
      QueuingConfiguration queuing = queuing();
      if (queuing == null) {
        return rejected(ticket, "concurrency-limit", rejectedTotal);
      }
      FairQueue queue = shortest(ticket, queuing);
      if (queue.waiting.size() >= queuing.queueLengthLimit()) {
        return rejected(ticket, "queue-full", rejectedTotal);
      }
      enqueue(ticket, queue, seats);
      return await(ticket, queue, patience);
    } finally {
      lock.unlock();
    }
  }

  /// A request wider than the whole level runs alone.
  private boolean fits(int seats) {
    return inUse + seats <= limit || (inUse == 0 && limit > 0);
  }

  private FairQueue shortest(Ticket ticket, QueuingConfiguration queuing) {
    int count = Math.min(queuing.queues(), queues.length);
    FairQueue best = null;
    for (int index :
        Hand.deal(ticket.schema().name(), ticket.distinguisher(), count, queuing.handSize())) {
      FairQueue queue = queues[index];
      if (best == null || queue.seats < best.seats) {
        best = queue;
      }
    }
    return best == null ? queues[0] : best;
  }

  private void enqueue(Ticket ticket, FairQueue queue, int seats) {
    if (queue.waiting.isEmpty() && queue.executing == 0) {
      queue.next = Math.max(queue.next, virtualTime);
    }
    ticket.queue = queue;
    ticket.turn = lock.newCondition();
    queue.waiting.addLast(ticket);
    queue.seats += seats;
    waiting++;
    waitingSeats += seats;
    tickets.add(ticket);
    ticket.schema().counts().waiting().incrementAndGet();
    ticket.schema().counts().waitingSeats().addAndGet(seats);
    counts.enqueued(ticket.schema().counts(), queue.waiting.size());
    demand.set(System.nanoTime(), inUse + waitingSeats);
    dispatch();
  }

  private @Nullable String await(Ticket ticket, FairQueue queue, Duration patience)
      throws InterruptedException {
    long left = patience.toNanos();
    boolean over = false;
    try {
      var turn = ticket.turn;
      while (!ticket.dispatched && left > 0 && turn != null) {
        left = turn.awaitNanos(left);
      }
      over = true;
    } finally {
      if (!ticket.dispatched) {
        leave(ticket, queue);
        rejected(ticket, over ? "time-out" : "cancelled", over ? timedOutTotal : cancelledTotal);
      } else if (!over) {
        ticket.release(); // it got its seats in the moment it was called off
      }
    }
    return ticket.dispatched ? null : "time-out";
  }

  private void leave(Ticket ticket, FairQueue queue) {
    int seats = ticket.work().most();
    queue.waiting.remove(ticket);
    queue.seats -= seats;
    waiting--;
    waitingSeats -= seats;
    tickets.remove(ticket);
    ticket.schema().counts().waiting().decrementAndGet();
    ticket.schema().counts().waitingSeats().addAndGet(-seats);
    demand.set(System.nanoTime(), inUse + waitingSeats);
    dispatch();
  }

  private String rejected(Ticket ticket, String reason, LongAdder total) {
    total.increment();
    counts.rejected(ticket.schema().counts(), reason);
    return reason;
  }

  /// Lets those have their turn whose seats are free.
  private void dispatch() {
    while (waiting > 0) {
      FairQueue next = null;
      for (FairQueue queue : queues) {
        if (!queue.waiting.isEmpty() && (next == null || queue.next < next.next)) {
          next = queue;
        }
      }
      if (next == null || !fits(next.waiting.getFirst().work().most())) {
        return;
      }
      Ticket ticket = next.waiting.removeFirst();
      int seats = ticket.work().most();
      waiting--;
      waitingSeats -= seats;
      next.executing++;
      virtualTime = Math.max(virtualTime, next.next);
      next.next += seats * SECONDS_THOUGHT;
      ticket.dispatched = true;
      ticket.schema().counts().waiting().decrementAndGet();
      ticket.schema().counts().waitingSeats().addAndGet(-seats);
      take(ticket);
      var turn = ticket.turn;
      if (turn != null) {
        turn.signal();
      }
    }
  }

  private void take(Ticket ticket) {
    inUse += ticket.work().most();
    executing++;
    started(ticket);
    demand.set(ticket.startedNanos(), inUse + waitingSeats);
  }

  private void started(Ticket ticket) {
    long now = System.nanoTime();
    ticket.started(now);
    tickets.add(ticket);
    dispatchedTotal.increment();
    var of = ticket.schema().counts();
    of.executing().incrementAndGet();
    of.seats().addAndGet(ticket.work().most());
    counts.dispatched(of, Duration.ofNanos(now - ticket.arrivedNanos()));
  }

  /// The work of a ticket is done.
  void release(Ticket ticket) {
    var of = ticket.schema().counts();
    tickets.remove(ticket);
    of.executing().decrementAndGet();
    counts.finished(
        of,
        ticket.request().verb().equals("watch"),
        Duration.ofNanos(System.nanoTime() - ticket.startedNanos()));
    Work work = ticket.work();
    if (work.finalSeats() == 0 || exempt()) {
      giveBack(ticket, work.most());
      return;
    }
    giveBack(ticket, work.most() - work.finalSeats());
    Runnable end = () -> giveBack(ticket, work.finalSeats());
    LATER.schedule(end, work.afterwards().toNanos(), TimeUnit.NANOSECONDS);
  }

  private void giveBack(Ticket ticket, int seats) {
    ticket.schema().counts().seats().addAndGet(-seats);
    if (ticket.schema().level().exempt()) {
      return;
    }
    lock.lock();
    try {
      inUse -= seats;
      FairQueue queue = ticket.queue;
      if (queue != null) {
        queue.seats -= seats;
      }
      if (ticket.turnOver()) {
        executing--;
        if (queue != null) {
          queue.executing--;
          double took = (System.nanoTime() - ticket.startedNanos()) / 1e9;
          queue.next += ticket.work().most() * (took - SECONDS_THOUGHT);
        }
      }
      demand.set(System.nanoTime(), inUse + waitingSeats);
      dispatch();
    } finally {
      lock.unlock();
    }
  }

  /// How a level is doing.
  record State(
      int activeQueues,
      int waiting,
      int executing,
      long dispatched,
      long rejected,
      long timedOut,
      long cancelled) {}

  State state() {
    lock.lock();
    try {
      int active = 0;
      for (FairQueue queue : queues) {
        active += queue.waiting.isEmpty() && queue.executing == 0 ? 0 : 1;
      }
      return new State(
          active,
          waiting,
          exempt() ? tickets.size() : executing,
          dispatchedTotal.sum(),
          rejectedTotal.sum(),
          timedOutTotal.sum(),
          cancelledTotal.sum());
    } finally {
      lock.unlock();
    }
  }

  /// How a queue is doing.
  record QueueState(
      int index, int waiting, int executing, int seatsInUse, double next, int seats) {}

  List<QueueState> queueStates() {
    lock.lock();
    try {
      var states = new java.util.ArrayList<QueueState>(queues.length);
      for (FairQueue queue : queues) {
        int waits = queue.waitingSeats();
        states.add(
            new QueueState(
                queue.index,
                queue.waiting.size(),
                queue.executing,
                queue.seats - waits,
                queue.next,
                waits));
      }
      return states;
    } finally {
      lock.unlock();
    }
  }

  /// Those that wait and those that are worked on, in no order.
  Iterator<Ticket> tickets() {
    return tickets.iterator();
  }
}
