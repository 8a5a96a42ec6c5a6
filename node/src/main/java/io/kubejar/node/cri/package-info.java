/// The container runtime interface (CRI) version 1: how the node tells a runtime what to run.
///
/// [ContainerRuntime] is what the node agent sees. [CriClient] speaks it over gRPC on a Unix socket
/// to containerd 1.6 and 2.x; the simulated runtime implements it in memory. The messages of
/// `io.kubejar.node.cri.v1` are generated from `src/main/proto`.
@NullMarked
package io.kubejar.node.cri;

import org.jspecify.annotations.NullMarked;
