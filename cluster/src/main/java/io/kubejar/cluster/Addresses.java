package io.kubejar.cluster;

import io.kubejar.cli.UserException;
import io.kubejar.server.bootstrap.BootstrapOptions;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/// The addresses by which machines reach each other.
final class Addresses {
  /// Of a range for documentation: no packet is sent, only a route is looked up.
  private static final InetSocketAddress ELSEWHERE = new InetSocketAddress("192.0.2.1", 9);

  private Addresses() {}

  /// The address that this machine has towards others: the one of its default route.
  ///
  /// @param option by which another can be named
  static String ofThisMachine(String option) {
    try (var socket = new DatagramSocket()) {
      socket.connect(ELSEWHERE);
      InetAddress own = socket.getLocalAddress();
      if (!own.isAnyLocalAddress() && !own.isLoopbackAddress()) {
        return own.getHostAddress();
      }
    } catch (IOException | RuntimeException e) {
      // told below
    }
    throw new UserException("this machine has no route to others; name its address with " + option);
  }

  /// Reads an IP address.
  static String literal(String option, String text) {
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      if (address.isLoopbackAddress()) {
        throw new UserException(
            "%s %s can't be reached from other machines".formatted(option, text));
      }
      if (!address.isAnyLocalAddress()) {
        return address.getHostAddress();
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new UserException("%s \"%s\" is not an IP address".formatted(option, text));
  }

  /// A host with a port, of which the port may be left out.
  static String endpoint(String option, String text, int port) {
    URI uri;
    try {
      uri = URI.create("https://" + text);
    } catch (IllegalArgumentException e) {
      uri = URI.create("https:///");
    }
    if (uri.getHost() == null
        || uri.getUserInfo() != null
        || !uri.getRawPath().isEmpty()
        || uri.getPort() > 65_535) {
      throw new UserException(
          "%s \"%s\" has to be a host with a port, such as 10.0.0.1:6443".formatted(option, text));
    }
    return BootstrapOptions.endpoint(
        uri.getHost().replaceAll("[\\[\\]]", ""), uri.getPort() < 0 ? port : uri.getPort());
  }
}
