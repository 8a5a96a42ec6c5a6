package io.kubejar.http;

import java.net.URI;

/// Where connections lead that can be used for one another.
record Origin(String host, int port, boolean secure) {

  static Origin of(URI uri) {
    String scheme = uri.getScheme();
    boolean secure = "https".equalsIgnoreCase(scheme) || "wss".equalsIgnoreCase(scheme);
    if (!secure && !"http".equalsIgnoreCase(scheme) && !"ws".equalsIgnoreCase(scheme)) {
      throw new IllegalArgumentException("neither http nor https: " + uri);
    }
    String host = uri.getHost();
    if (host == null) {
      throw new IllegalArgumentException("no host: " + uri);
    }
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1);
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    return new Origin(host, port, secure);
  }

  /// The value of the `Host` field.
  String authority() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == (secure ? 443 : 80) ? name : name + ":" + port;
  }
}
