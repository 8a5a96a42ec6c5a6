/// How the server is doing: health checks, version, metrics.
///
/// [io.kubejar.server.health.Metrics] is the registry that other parts count in.
@NullMarked
package io.kubejar.server.health;

import org.jspecify.annotations.NullMarked;
