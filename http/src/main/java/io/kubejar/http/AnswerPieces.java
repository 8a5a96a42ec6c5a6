package io.kubejar.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;

/// The body of a whole answer on its way out, in groups of small pieces.
///
/// Only so much is handed to the connection as it may hold at a time; the rest stays with its
/// owner, by reference, until the client has taken what came before. It lives on the event loop.
final class AnswerPieces {
  /// How much is written at once: each write costs a promise and a look by each handler.
  private static final int GROUP_BYTES = 64 * 1024;

  private static final int MOST_OUTSTANDING = 512 * 1024;

  private final ServerExchange exchange;
  private final ExchangeLink link;
  private final List<byte[]> pieces;
  private long left;
  private int next;
  private int outstanding;

  /// @param length that of all pieces together, more than none
  AnswerPieces(ServerExchange exchange, ExchangeLink link, List<byte[]> pieces, long length) {
    this.exchange = exchange;
    this.link = link;
    this.pieces = pieces;
    this.left = length;
  }

  /// Writes what the connection may hold, and goes on when some of it has gone.
  void write() {
    boolean any = false;
    while (left > 0 && outstanding < MOST_OUTSTANDING && exchange.isOpen()) {
      ByteBuf group = group();
      int length = group.readableBytes();
      left -= length;
      outstanding += length;
      exchange.writeData(group, left == 0, () -> gone(length));
      any = true;
    }
    if (any) {
      link.watchProgress();
    }
  }

  private void gone(int length) {
    boolean waits = outstanding >= MOST_OUTSTANDING;
    outstanding -= length;
    if (left > 0 && waits && outstanding < MOST_OUTSTANDING) {
      link.outbox().submit(this::write);
    }
  }

  /// The next pieces as one buffer: copied together when small, as SSL would do otherwise.
  private ByteBuf group() {
    byte[] first = pieces.get(next);
    if (first.length >= GROUP_BYTES || first.length == left) {
      next++;
      return Unpooled.wrappedBuffer(first);
    }
    ByteBuf group = link.buffer((int) Math.min(left, GROUP_BYTES));
    int room = group.capacity();
    while (next < pieces.size() && pieces.get(next).length <= room) {
      byte[] piece = pieces.get(next++);
      group.writeBytes(piece);
      room -= piece.length;
    }
    return group;
  }
}
