package io.kubejar.node.agent.probe;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.ContainerPort;
import io.kubejar.api.core.v1.HTTPGetAction;
import io.kubejar.api.value.IntOrString;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where handlers of probes and hooks connect to, and how failures to do so read.
public final class Endpoint {
  private Endpoint() {}

  /// The number of a port given by number or name.
  ///
  /// @throws IllegalArgumentException when the container has no port of the name
  public static int port(IntOrString port, Container container) {
    int number = port.intValue();
    if (number > 0 && number < 65536) {
      return number;
    }
    String name = port.toString();
    for (ContainerPort each : container.ports()) {
      if (each.name().equals(name)) {
        return each.containerPort();
      }
    }
    throw new IllegalArgumentException("couldn't find port: " + name);
  }

  /// The address that an HTTP handler asks.
  public static URI uri(HTTPGetAction action, Container container, String podIp) {
    String scheme = action.scheme().isEmpty() ? "http" : action.scheme().toLowerCase(Locale.ROOT);
    String host = action.host().isEmpty() ? podIp : action.host();
    String path = action.path().startsWith("/") ? action.path() : "/" + action.path();
    return URI.create(
        scheme + "://" + address(host, port(action.port(), container)) + escape(path));
  }

  /// A host and port as they stand in a URL.
  public static String address(String host, int port) {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  private static String escape(String path) {
    return path.replace(" ", "%20").replace("\"", "%22");
  }

  /// A failure in the words in which users of upstream know it.
  public static String dialError(String address, @Nullable Throwable e) {
    String text = "dial tcp " + address + ": ";
    Throwable cause = e;
    while (cause != null) {
      if (cause instanceof SocketTimeoutException) {
        return text + "i/o timeout";
      }
      if (cause instanceof NoRouteToHostException) {
        return text + "connect: no route to host";
      }
      if (cause instanceof UnknownHostException) {
        return "dial tcp: lookup " + address + ": no such host";
      }
      if (cause instanceof ConnectException) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("timed out") || message.contains("timeout")) {
          return text + "i/o timeout";
        }
        return text + "connect: " + (message.contains("refused") ? "connection refused" : message);
      }
      cause = cause.getCause();
    }
    return text + (e == null ? "unknown" : e.getMessage());
  }

  /// Whether a failure means that the time was up.
  static boolean isTimeout(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String name = cause.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (name.contains("timeout")
          || message.contains("timed out")
          || message.contains("timeout")
          || message.contains("in time")) {
        return true;
      }
    }
    return false;
  }
}
