package io.kubejar.node.agent.status;

/// Why a container does not run yet, or not again.
///
/// @param reason one word in upper camel case, such as `CrashLoopBackOff`
public record Waiting(String reason, String message) {}
