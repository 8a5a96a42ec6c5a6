package io.kubejar.store.engine;

import io.kubejar.store.ClosedException;
import io.kubejar.store.Lease;
import io.kubejar.store.LeaseNotFoundException;
import io.kubejar.store.StoreException;
import io.kubejar.store.Timer;
import io.kubejar.store.Transaction;
import io.kubejar.store.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// The one thread that writes: takes what waits, decides it in order, writes it in one batch,
/// answers all.
///
/// ```
/// callers ─► queue ─► evaluate ─► engine.write (one sync) ─► publish ─► answers, watches
/// ```
///
/// The queue holds at most one request per waiting caller, which bounds it. When a write fails
/// nothing is acknowledged, every request is refused at once, and repair is tried with growing
/// pauses until it succeeds.
final class Committer implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.kubejar.store");

  /// Bounds what one write holds in memory.
  private static final int BATCH_REQUESTS = 512;

  private static final long BATCH_BYTES = 8 << 20;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /// A write that takes longer than this is taken for a disk that hangs: whoever comes now is
  /// refused, whoever waits already learns how it ends.
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(10);

  private static final Duration EXPIRY_RETRY = Duration.ofSeconds(1);

  private final Engine engine;
  private final EngineStore store;
  private final Timer timer;
  private final Steps steps;
  private final Leases leases = new Leases();
  private final LinkedBlockingQueue<Request> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile @Nullable UnavailableException failure;
  private volatile @Nullable Instant writingSince;
  private volatile boolean stopped;
  private Duration pause = FIRST_PAUSE;
  private Timer.@Nullable Call expiry;
  private Timer.@Nullable Call repair;
  private long revision;

  Committer(Engine engine, EngineStore store, Timer timer, Steps steps, Engine.State state) {
    this.engine = engine;
    this.store = store;
    this.timer = timer;
    this.steps = steps;
    this.revision = state.revision();
    leases.load(state.leases(), timer.now());
    thread = Thread.ofPlatform().name("kubejar-store-committer").daemon().unstarted(this::run);
  }

  void start() {
    var refusal = engine.refusal();
    if (refusal != null) {
      failing(refusal);
    }
    scheduleExpiry(Duration.ZERO);
    thread.start();
  }

  /// Hands a task to the committer and waits for its result.
  Object call(Request.Task task) {
    if (stopped) {
      throw new ClosedException();
    }
    var hanging = hanging();
    if (hanging != null && !(task instanceof Request.Stop)) {
      throw hanging;
    }
    var request = new Request(task);
    queue.add(request);
    if (stopped && queue.remove(request)) {
      throw new ClosedException();
    }
    return request.await();
  }

  @Nullable UnavailableException failure() {
    var failure = this.failure;
    return failure == null ? hanging() : failure;
  }

  private @Nullable UnavailableException hanging() {
    var since = writingSince;
    if (since == null) {
      return null;
    }
    var time = Duration.between(since, timer.now());
    return time.compareTo(LONGEST_WRITE) < 0
        ? null
        : new UnavailableException(
            "a write to the store has not ended for %d s".formatted(time.toSeconds()), null);
  }

  @Override
  public void close() {
    try {
      call(new Request.Stop());
    } catch (ClosedException e) {
      return;
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    var batch = new ArrayList<Request>();
    Request special = null;
    try {
      while (special == null || !(special.task() instanceof Request.Stop)) {
        batch.clear();
        special = collect(batch);
        commit(batch);
        if (special != null) {
          handle(special);
        }
      }
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.ERROR, "the committer was interrupted", e);
    } finally {
      stop();
    }
  }

  /// Takes waiting transactions up to the first request of another sort, which is returned.
  private @Nullable Request collect(List<Request> batch) throws InterruptedException {
    long bytes = 0;
    var request = queue.take();
    while (request != null) {
      if (!(request.task() instanceof Request.Apply(var transaction))) {
        return request;
      }
      batch.add(request);
      bytes += weight(transaction);
      request = batch.size() < BATCH_REQUESTS && bytes < BATCH_BYTES ? queue.poll() : null;
    }
    return null;
  }

  private static long weight(Transaction transaction) {
    long weight = 0;
    for (var operation : transaction.operations()) {
      if (operation instanceof Transaction.Put put) {
        weight += put.value().length;
      }
    }
    return weight;
  }

  private void commit(List<Request> batch) {
    if (batch.isEmpty()) {
      return;
    }
    var results = new ArrayList<Object>(batch.size());
    try {
      refuseWhileFailing();
      List<Commit> commits;
      try (var view = engine.view()) {
        var evaluation = new Evaluation(view, revision, leases::exists);
        for (var request : batch) {
          results.add(apply(evaluation, request));
        }
        commits = evaluation.commits();
      }
      if (!commits.isEmpty()) {
        write(new Engine.Batch(commits, List.of(), List.of()));
      }
    } catch (RuntimeException | Error e) {
      for (var request : batch) {
        request.fail(e);
      }
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      if (results.get(i) instanceof RuntimeException e) {
        batch.get(i).fail(e);
      } else {
        batch.get(i).complete(results.get(i));
      }
    }
    steps.passed(Step.BATCH_ANSWERED);
    store.wake();
  }

  private static Object apply(Evaluation evaluation, Request request) {
    if (!(request.task() instanceof Request.Apply(var transaction))) {
      throw new IllegalStateException("not a transaction: " + request.task());
    }
    try {
      return evaluation.apply(transaction);
    } catch (LeaseNotFoundException e) {
      return e;
    }
  }

  private void handle(Request request) {
    try {
      switch (request.task()) {
        case Request.Grant(var timeToLive) -> {
          refuseWhileFailing();
          request.complete(grant(leases.propose(timeToLive, timer.now())));
        }
        case Request.Look(long lease) -> request.complete(leases.get(lease));
        case Request.KeepAlive(long lease) -> {
          refuseWhileFailing();
          request.complete(grant(leases.renewed(lease, timer.now())));
        }
        case Request.Revoke(long lease) -> {
          refuseWhileFailing();
          end(lease);
          request.complete(lease);
        }
        case Request.Expire _ -> request.complete(expire());
        case Request.Repair _ -> request.complete(repair());
        case Request.Stop _ -> {
          stopped = true;
          request.complete(true);
        }
        case Request.Apply _ ->
            throw new IllegalStateException("not a special request: " + request.task());
      }
    } catch (RuntimeException | Error e) {
      request.fail(e);
    }
    store.wake();
  }

  private Object grant(Lease lease) {
    write(new Engine.Batch(List.of(), List.of(lease), List.of()));
    leases.put(lease);
    scheduleExpiry(Duration.ZERO);
    return lease;
  }

  private void end(long lease) {
    var deletes = new ArrayList<Transaction.Operation>();
    for (var key : leases.keys(lease)) {
      deletes.add(new Transaction.Delete(key));
    }
    List<Commit> commits;
    try (var view = engine.view()) {
      var evaluation = new Evaluation(view, revision, leases::exists);
      evaluation.apply(new Transaction(List.of(), deletes));
      commits = evaluation.commits();
    }
    write(new Engine.Batch(commits, List.of(), List.of(lease)));
    leases.remove(lease);
  }

  private Object expire() {
    int count = 0;
    try {
      refuseWhileFailing();
      for (long lease : leases.due(timer.now())) {
        end(lease);
        count++;
      }
    } catch (UnavailableException e) {
      scheduleExpiry(EXPIRY_RETRY);
      return count;
    }
    scheduleExpiry(Duration.ZERO);
    return count;
  }

  private void scheduleExpiry(Duration least) {
    if (expiry != null) {
      expiry.cancel();
      expiry = null;
    }
    var next = leases.nextExpiry();
    if (next != null) {
      var delay = Duration.between(timer.now(), next);
      expiry =
          timer.after(delay.compareTo(least) < 0 ? least : delay, () -> ask(new Request.Expire()));
    }
  }

  /// For the timer's thread, to which a closed store is no news.
  private void ask(Request.Task task) {
    try {
      call(task);
    } catch (ClosedException e) {
      LOG.log(System.Logger.Level.DEBUG, "closed before {0}", task);
    }
  }

  private void write(Engine.Batch batch) {
    writingSince = timer.now();
    try {
      steps.passed(Step.BATCH_DECIDED);
      engine.write(batch);
    } catch (UnavailableException e) {
      failing(e);
      throw e;
    } finally {
      writingSince = null;
    }
    steps.passed(Step.BATCH_SYNCED);
    var commits = batch.commits();
    if (!commits.isEmpty()) {
      leases.follow(commits);
      revision = commits.getLast().revision();
      store.publish(commits);
      steps.passed(Step.BATCH_ANNOUNCED);
    }
  }

  private void failing(UnavailableException cause) {
    LOG.log(System.Logger.Level.ERROR, "the store takes no writes: {0}", cause.getMessage());
    failure = cause;
    pause = FIRST_PAUSE;
    scheduleRepair();
  }

  private void refuseWhileFailing() {
    var failure = this.failure;
    if (failure != null) {
      throw new UnavailableException(String.valueOf(failure.getMessage()), failure);
    }
  }

  private void scheduleRepair() {
    repair = timer.after(pause, () -> ask(new Request.Repair()));
    pause =
        pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
  }

  private Object repair() {
    try {
      engine.repair();
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.DEBUG, "repair failed", e);
      scheduleRepair();
      return false;
    }
    var state = engine.state();
    leases.load(state.leases(), timer.now());
    scheduleExpiry(Duration.ZERO);
    if (state.revision() != revision) {
      // What failed to be acknowledged reached the disk after all: it took place.
      revision = state.revision();
      store.publishUnseen(revision);
    }
    failure = null;
    LOG.log(System.Logger.Level.INFO, "the store takes writes again at revision " + revision);
    return true;
  }

  private void stop() {
    stopped = true;
    if (expiry != null) {
      expiry.cancel();
    }
    if (repair != null) {
      repair.cancel();
    }
    var late = queue.poll();
    while (late != null) {
      late.fail(new ClosedException());
      late = queue.poll();
    }
  }
}
