package io.kubejar.server.special.service;

/// How servers that share a store keep each other from giving out the same node port at the same
/// time. A claim lasts from before a port is looked up until its service is stored.
public interface PortClaims {
  /// Those of a server that has its store for itself.
  PortClaims ALONE =
      new PortClaims() {
        @Override
        public boolean claim(int port) {
          return true;
        }

        @Override
        public void release(int port) {}

        @Override
        public boolean shared() {
          return false;
        }
      };

  /// Whether the port is now this server's to give out.
  boolean claim(int port);

  /// Ends a claim.
  void release(int port);

  /// Whether there may be other servers, whose services the cache may not know yet.
  boolean shared();
}
