package io.kubejar.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;

/// The connection's side of one exchange. All but `outbox`, `bodyWanted` and `bodyConsumed` is
/// called on the event loop only.
interface ExchangeLink {

  Outbox outbox();

  ConnectionFacts facts();

  /// @param length of the body, -1 when unknown
  /// @param end told when it is written; given only when no body follows
  void writeHead(int status, Headers headers, long length, @Nullable ChannelPromise end);

  void writeData(ByteBuf bytes, boolean end, ChannelPromise promise);

  ChannelPromise promise();

  /// A buffer to be written, of this capacity.
  ByteBuf buffer(int capacity);

  /// The response has left to its end.
  void completed();

  void abort();

  /// The handler is about to wait for the body.
  void bodyWanted();

  void bodyConsumed(int bytes);

  /// Null when the protocol knows no upgrades.
  default @Nullable ByteConnection upgrade(String protocol, Headers headers) {
    return null;
  }

  /// Looks, some time from now, whether the client still takes what is sent.
  void watchProgress();
}
