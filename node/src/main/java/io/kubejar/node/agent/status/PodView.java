package io.kubejar.node.agent.status;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.node.agent.runtime.ContainerRecord;
import io.kubejar.node.agent.runtime.PodObservation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// All that a pod's status follows from.
///
/// @param pod the pod, with the status known before
/// @param observation what the runtime shows
/// @param runtimeName the scheme of container IDs, such as `containerd`
/// @param hostAddresses the node's addresses
/// @param waiting why containers do not run, by name
/// @param health what probes say of running containers
/// @param message what an ended container left behind, empty for nothing
/// @param ended whether the node has ended the pod and starts nothing in it again
/// @param now the time
public record PodView(
    Pod pod,
    PodObservation observation,
    String runtimeName,
    List<String> hostAddresses,
    Map<String, Waiting> waiting,
    Function<ContainerRecord, ContainerHealth> health,
    Function<ContainerRecord, String> message,
    boolean ended,
    Instant now) {}
