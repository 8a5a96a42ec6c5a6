package io.kubejar.node.agent.status;

/// What probes say about a running container.
///
/// @param started whether its startup probe has succeeded, or it has none
/// @param ready whether its readiness probe succeeds, or it has none and has started
public record ContainerHealth(boolean started, boolean ready) {}
