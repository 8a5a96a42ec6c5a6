package io.kubejar.bench.bare;

import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import io.kubejar.http.ResponseStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/// The watches of a bare server, by their paths.
final class BareWatchers {
  private static final byte[] HEAD =
      "{\"type\":\"ADDED\",\"object\":".getBytes(StandardCharsets.US_ASCII);

  private final Map<String, Queue<ResponseStream>> streams = new ConcurrentHashMap<>();

  /// Runs until the client has gone.
  void watch(Exchange exchange) {
    var gone = new CountDownLatch(1);
    var watching = streams.computeIfAbsent(exchange.rawPath(), _ -> new ConcurrentLinkedQueue<>());
    try (ResponseStream stream = exchange.stream(200, Headers.contentType("application/json"))) {
      stream.onClose(gone::countDown);
      watching.add(stream);
      gone.await();
      watching.remove(stream);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Tells the watches of a path of what was posted, in as many bytes as its answer has.
  void push(String path, byte[] body, int length) {
    Queue<ResponseStream> watching = streams.get(path);
    if (watching == null) {
      return;
    }
    byte[] event = new byte[HEAD.length + Math.max(length, body.length) + 2];
    Arrays.fill(event, (byte) ' ');
    System.arraycopy(HEAD, 0, event, 0, HEAD.length);
    System.arraycopy(body, 0, event, HEAD.length, body.length);
    event[event.length - 2] = '}';
    event[event.length - 1] = '\n';
    for (ResponseStream stream : watching) {
      if (!stream.offer(event)) {
        stream.abort();
      }
    }
  }
}
