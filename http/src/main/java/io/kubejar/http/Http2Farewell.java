package io.kubejar.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How an HTTP/2 connection ends without losing a request (RFC 9113, section 6.8).
///
/// ```
/// GOAWAY 2³¹-1, PING ─► its answer: the client has heard, and all it sent before is here
/// a moment           ─► what threads of the client had begun to send meanwhile is here as well
/// GOAWAY last        ─► the last stream has ended
/// PING               ─► its answer: the client has all of that; close
/// ```
///
/// What is sent between the two GOAWAYs is answered, what comes later was told to be sent
/// elsewhere. To close before the client has read everything could take away from it what it has
/// not read: a connection that is closed with something unread is reset. A client that does not
/// answer a ping is waited for only so long.
///
/// Belongs to the event loop.
// Netty tells of failed writes and closes by the channel's end.
@SuppressWarnings("FutureReturnValueIgnored")
final class Http2Farewell {
  /// How long the answer to a ping is waited for.
  static final Duration PATIENCE = Duration.ofSeconds(1);

  /// How long streams are still taken after the client has heard: one of its threads may have
  /// chosen the connection before another read the GOAWAY.
  private static final Duration STRAGGLERS = Duration.ofMillis(250);

  private static final long ANNOUNCED = 0x6b6a_0001;
  private static final long ALL_SENT = 0x6b6a_0002;

  private final Http2ConnectionHandler connection;
  private Phase phase = Phase.OPEN;
  private @Nullable ScheduledFuture<?> deadline;

  private enum Phase {
    OPEN,
    ANNOUNCED,
    HEARD,
    LAST_STREAMS,
    ALL_SENT,
    CLOSED
  }

  Http2Farewell(Http2ConnectionHandler connection) {
    this.connection = connection;
  }

  /// Begins to end the connection, once.
  void begin(ChannelHandlerContext context) {
    if (phase != Phase.OPEN) {
      return;
    }
    phase = Phase.ANNOUNCED;
    goAway(context, Integer.MAX_VALUE);
    ping(context, ANNOUNCED);
  }

  /// The client has answered a ping.
  void answered(ChannelHandlerContext context, long data) {
    if (phase == Phase.ANNOUNCED && data == ANNOUNCED) {
      phase = Phase.HEARD;
      after(context, STRAGGLERS, () -> takeNoMore(context));
    } else if (phase == Phase.ALL_SENT && data == ALL_SENT) {
      close(context);
    }
  }

  /// A stream has ended, its last bytes written.
  void streamEnded(ChannelHandlerContext context) {
    if (phase == Phase.LAST_STREAMS && connection.connection().numActiveStreams() == 0) {
      phase = Phase.ALL_SENT;
      ping(context, ALL_SENT);
    }
  }

  /// The connection is gone.
  void over() {
    phase = Phase.CLOSED;
    stopClock();
  }

  private void takeNoMore(ChannelHandlerContext context) {
    phase = Phase.LAST_STREAMS;
    stopClock();
    goAway(context, connection.connection().remote().lastStreamCreated());
    context.flush();
    streamEnded(context);
  }

  private void close(ChannelHandlerContext context) {
    over();
    // The handler's own end would write another GOAWAY.
    context.close();
  }

  private void goAway(ChannelHandlerContext context, int lastStream) {
    connection.goAway(
        context,
        lastStream,
        Http2Error.NO_ERROR.code(),
        Unpooled.EMPTY_BUFFER,
        context.newPromise());
  }

  private void ping(ChannelHandlerContext context, long data) {
    connection.encoder().writePing(context, false, data, context.newPromise());
    context.flush();
    after(context, PATIENCE, () -> unanswered(context));
  }

  private void after(ChannelHandlerContext context, Duration time, Runnable action) {
    stopClock();
    deadline = context.executor().schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void unanswered(ChannelHandlerContext context) {
    if (phase == Phase.ANNOUNCED) {
      takeNoMore(context);
    } else {
      close(context);
    }
  }

  private void stopClock() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }
}
