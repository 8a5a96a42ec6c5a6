package io.kubejar.http;

import java.time.Duration;

/// What a server allows its clients.
///
/// @param requestLine longest request line (HTTP/1.1), in bytes; beyond: 414
/// @param headerBytes all header fields together, in bytes; beyond: 431
/// @param body largest request body, in bytes, whatever the handler would accept
/// @param streamBuffer bytes a [ResponseStream] holds for a slow client
/// @param concurrentStreams HTTP/2 streams of one connection
/// @param resetsPerWindow HTTP/2 streams a client may reset within 30 seconds
/// @param headerTimeout from the first byte of a request to the end of its headers, and for the TLS
///   handshake
/// @param idleTimeout between requests of a connection
/// @param bodyTimeout longest pause while a body is read
/// @param writeTimeout longest time a client takes nothing of what is sent
public record ServerLimits(
    int requestLine,
    int headerBytes,
    long body,
    int streamBuffer,
    int concurrentStreams,
    int resetsPerWindow,
    Duration headerTimeout,
    Duration idleTimeout,
    Duration bodyTimeout,
    Duration writeTimeout) {

  public static ServerLimits defaults() {
    return new ServerLimits(
        64 * 1024,
        64 * 1024,
        Long.MAX_VALUE,
        1024 * 1024,
        1000,
        1000,
        Duration.ofSeconds(32),
        Duration.ofSeconds(180),
        Duration.ofSeconds(60),
        Duration.ofSeconds(60));
  }

  public ServerLimits withRequestLine(int bytes) {
    return new ServerLimits(
        bytes,
        headerBytes,
        body,
        streamBuffer,
        concurrentStreams,
        resetsPerWindow,
        headerTimeout,
        idleTimeout,
        bodyTimeout,
        writeTimeout);
  }

  public ServerLimits withHeaderBytes(int bytes) {
    return new ServerLimits(
        requestLine,
        bytes,
        body,
        streamBuffer,
        concurrentStreams,
        resetsPerWindow,
        headerTimeout,
        idleTimeout,
        bodyTimeout,
        writeTimeout);
  }

  public ServerLimits withBody(long bytes) {
    return new ServerLimits(
        requestLine,
        headerBytes,
        bytes,
        streamBuffer,
        concurrentStreams,
        resetsPerWindow,
        headerTimeout,
        idleTimeout,
        bodyTimeout,
        writeTimeout);
  }

  public ServerLimits withStreamBuffer(int bytes) {
    return new ServerLimits(
        requestLine,
        headerBytes,
        body,
        bytes,
        concurrentStreams,
        resetsPerWindow,
        headerTimeout,
        idleTimeout,
        bodyTimeout,
        writeTimeout);
  }

  public ServerLimits withConcurrentStreams(int streams) {
    return new ServerLimits(
        requestLine,
        headerBytes,
        body,
        streamBuffer,
        streams,
        resetsPerWindow,
        headerTimeout,
        idleTimeout,
        bodyTimeout,
        writeTimeout);
  }

  public ServerLimits withResetsPerWindow(int resets) {
    return new ServerLimits(
        requestLine,
        headerBytes,
        body,
        streamBuffer,
        concurrentStreams,
        resets,
        headerTimeout,
        idleTimeout,
        bodyTimeout,
        writeTimeout);
  }

  public ServerLimits withTimeouts(Duration header, Duration idle, Duration body, Duration write) {
    return new ServerLimits(
        requestLine,
        headerBytes,
        this.body,
        streamBuffer,
        concurrentStreams,
        resetsPerWindow,
        header,
        idle,
        body,
        write);
  }
}
