package io.kubejar.cluster.testing;

/// A namespace that one test has for itself.
///
/// @param name its name
/// @param cluster the cluster it is in
/// @param kubectl `kubectl` that works in it
public record Namespace(String name, TestCluster cluster, Kubectl kubectl) {}
