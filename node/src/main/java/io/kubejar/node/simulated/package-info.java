/// A container runtime in memory, behind the interface that real ones have.
///
/// [SimulatedRuntime] has sandboxes with addresses and containers that run, end or fail by what
/// their command and hints say, without any process. It lets the node agent's real code run in
/// tests, without root, and for thousands of nodes in one process. Time comes from an injected
/// clock and [SimulationTimer].
@NullMarked
package io.kubejar.node.simulated;

import org.jspecify.annotations.NullMarked;
