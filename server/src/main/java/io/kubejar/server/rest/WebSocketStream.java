package io.kubejar.server.rest;

import io.kubejar.http.ResponseStream;
import io.kubejar.http.WebSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// A stream whose parts are the messages of a WebSocket: how some clients, fabric8's among them,
/// watch.
///
/// One thread sends what was offered, another waits for the client's end; both end with the stream.
final class WebSocketStream implements ResponseStream {
  private static final int LARGEST_BACKLOG = 4 << 20;

  private final WebSocket socket;
  private final Deque<byte[]> backlog = new ArrayDeque<>();
  private long pending;
  private boolean sending;
  private boolean closed;
  private boolean ended;
  private Runnable whenEnded = () -> {};

  private WebSocketStream(WebSocket socket) {
    this.socket = socket;
  }

  static WebSocketStream over(WebSocket socket) {
    var stream = new WebSocketStream(socket);
    Thread.ofVirtual().name("watch to WebSocket").start(stream::sendAll);
    Thread.ofVirtual().name("watch from WebSocket").start(stream::awaitEnd);
    return stream;
  }

  private void sendAll() {
    try {
      for (byte[] next = next(); next != null; next = next()) {
        socket.sendText(new String(next, StandardCharsets.UTF_8));
      }
      socket.sendClose(WebSocket.NORMAL, "");
    } catch (IOException e) {
      // The client has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  /// The next message once the one before is sent; null at the end.
  private synchronized byte @Nullable [] next() throws InterruptedException {
    sending = false;
    notifyAll();
    while (backlog.isEmpty() && !closed) {
      wait();
    }
    byte[] next = backlog.poll();
    if (next != null) {
      sending = true;
      pending -= next.length;
    }
    return next;
  }

  /// What a client sends means nothing; that it closes does.
  private void awaitEnd() {
    while (!(socket.receive() instanceof WebSocket.Message.Closed)) {
      // Goes on until the end.
    }
    end();
  }

  private void end() {
    Runnable action;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      closed = true;
      backlog.clear();
      pending = 0;
      action = whenEnded;
      notifyAll();
    }
    socket.close();
    action.run();
  }

  @Override
  public synchronized boolean offer(byte[] shared) {
    if (closed || pending + shared.length > LARGEST_BACKLOG) {
      return false;
    }
    add(shared);
    return true;
  }

  @Override
  public synchronized void write(byte[] shared) throws IOException {
    while (!closed && pending > 0 && pending + shared.length > LARGEST_BACKLOG) {
      await();
    }
    if (closed) {
      throw new IOException("the WebSocket is closed");
    }
    add(shared);
  }

  private void add(byte[] shared) {
    backlog.add(shared);
    pending += shared.length;
    notifyAll();
  }

  @Override
  public synchronized void flush() throws IOException {
    while (!closed && (sending || !backlog.isEmpty())) {
      await();
    }
  }

  private void await() throws IOException {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public synchronized long pending() {
    return pending;
  }

  @Override
  public synchronized boolean isOpen() {
    return !closed;
  }

  @Override
  public void onClose(Runnable action) {
    synchronized (this) {
      if (!ended) {
        whenEnded = action;
        return;
      }
    }
    action.run();
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  @Override
  public void abort() {
    end();
  }
}
