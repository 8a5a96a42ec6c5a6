package io.kubejar.http;

import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/// A listening socket that ends without resetting who has just connected.
///
/// The system completes connections before the process takes them. Those that wait when the socket
/// is closed would be reset, though their clients may have sent a request already.
final class Listener extends NioServerSocketChannel {

  private void takeWaiting() {
    List<Object> taken = new ArrayList<>();
    try {
      while (doReadMessages(taken) > 0) {
        // One more.
      }
    } catch (Exception e) {
      // What was taken before is served.
      pipeline().fireExceptionCaught(e);
    }
    taken.forEach(pipeline()::fireChannelRead);
  }

  @Override
  protected void doClose() throws Exception {
    takeWaiting();
    super.doClose();
  }
}
