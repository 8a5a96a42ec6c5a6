package io.kubejar.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/// Runs the handler of a server, a virtual thread per exchange, and knows which are running.
final class Dispatcher {
  private static final System.Logger LOG = System.getLogger("io.kubejar.http");
  private static final Headers TEXT = Headers.contentType("text/plain; charset=utf-8");

  private final Handler handler;
  private final @Nullable FastHandler fast;
  private final ThreadFactory threads;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();

  Dispatcher(Handler handler, @Nullable FastHandler fast, String name) {
    this.handler = handler;
    this.fast = fast;
    this.threads = Thread.ofVirtual().name(name + "-request-", 0).factory();
  }

  /// Called on the event loop.
  void dispatch(ServerExchange exchange) {
    if (fast != null && answeredFast(fast, exchange)) {
      return;
    }
    var thread = threads.newThread(() -> run(exchange));
    running.add(thread);
    thread.start();
  }

  private static boolean answeredFast(FastHandler fast, ServerExchange exchange) {
    try {
      return fast.handle(exchange);
    } catch (RuntimeException failed) {
      fail(exchange, failed);
      return true;
    }
  }

  private void run(ServerExchange exchange) {
    try {
      handler.handle(exchange);
      if (!exchange.committed() && exchange.isOpen()) {
        fail(exchange, new IllegalStateException("the handler gave no response"));
      }
    } catch (Throwable failed) {
      fail(exchange, failed);
    } finally {
      exchange.returned();
      running.remove(Thread.currentThread());
    }
  }

  private static void fail(ServerExchange exchange, Throwable failure) {
    if (!exchange.isOpen() || exchange.answered()) {
      // Whatever went wrong, nobody waits for another answer.
      LOG.log(System.Logger.Level.DEBUG, "handler failed after its answer", failure);
      return;
    }
    if (exchange.committed()) {
      LOG.log(System.Logger.Level.DEBUG, "response broken off", failure);
      exchange.abort();
      return;
    }
    if (failure instanceof BodyTooLargeException) {
      exchange.respond(413, TEXT, "request body too large\n".getBytes(US_ASCII));
      return;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "handler failed on " + exchange.method() + " " + exchange.rawPath(),
        failure);
    exchange.respond(500, TEXT, "internal server error\n".getBytes(US_ASCII));
  }

  /// Interrupts handlers still running and waits for them to end, up to the time.
  void stop(Duration time) throws InterruptedException {
    for (Thread thread : running) {
      thread.interrupt();
    }
    long deadline = System.nanoTime() + time.toNanos();
    for (Thread thread : running) {
      long left = deadline - System.nanoTime();
      if (left <= 0 || !thread.join(Duration.ofNanos(left))) {
        LOG.log(
            System.Logger.Level.WARNING, "handler still running after close: " + thread.getName());
        return;
      }
    }
  }
}
