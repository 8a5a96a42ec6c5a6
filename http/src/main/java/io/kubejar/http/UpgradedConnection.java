package io.kubejar.http;

/// A client's connection after 101.
///
/// @param headers of the answer, with the negotiated protocols
public record UpgradedConnection(Headers headers, ByteConnection bytes) {}
