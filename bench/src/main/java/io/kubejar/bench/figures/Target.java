package io.kubejar.bench.figures;

import java.net.URI;

/// A server that load is put on.
///
/// @param token a bearer token that may do everything
record Target(URI url, String token) {}
