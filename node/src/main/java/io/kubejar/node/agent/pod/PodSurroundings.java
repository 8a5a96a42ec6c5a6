package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.value.Quantity;
import io.kubejar.client.Client;
import io.kubejar.node.agent.config.NodeConfig;
import io.kubejar.node.agent.event.PodEvents;
import io.kubejar.node.agent.image.ImagePulls;
import io.kubejar.node.agent.object.ReferencedObjects;
import io.kubejar.node.agent.probe.ProbeHandler;
import io.kubejar.node.agent.runtime.RuntimeView;
import io.kubejar.node.agent.status.StatusWriter;
import io.kubejar.node.agent.time.Timeline;
import io.kubejar.node.agent.volume.Disk;
import io.kubejar.node.cri.ContainerRuntime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/// What the workers of all pods of a node share.
///
/// @param node who the node is
/// @param runtimeName the scheme of container IDs
/// @param allocatable what pods may use of the machine
/// @param machineMemory the bytes of memory of the machine
/// @param services all services, for their variables
/// @param threads where hooks, kills and pulls run
public record PodSurroundings(
    NodeConfig node,
    Client client,
    ContainerRuntime runtime,
    String runtimeName,
    RuntimeView view,
    Timeline timeline,
    ExecutorService threads,
    PodEvents events,
    StatusWriter statuses,
    ImagePulls pulls,
    ProbeHandler prober,
    ReferencedObjects<ConfigMap> configMaps,
    ReferencedObjects<Secret> secrets,
    Supplier<Map<String, Quantity>> allocatable,
    long machineMemory,
    Supplier<List<Service>> services,
    Disk disk,
    PodCgroups cgroups) {}
