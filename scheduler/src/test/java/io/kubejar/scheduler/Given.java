package io.kubejar.scheduler;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeSpec;
import io.kubejar.api.core.v1.NodeStatus;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodCodec;
import io.kubejar.api.core.v1.ResourceRequirements;
import io.kubejar.api.core.v1.Taint;
import io.kubejar.api.value.Quantity;
import io.kubejar.scheduler.framework.Cycle;
import io.kubejar.scheduler.snapshot.NodeInfo;
import io.kubejar.scheduler.snapshot.PodInfo;
import io.kubejar.scheduler.snapshot.Snapshot;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValueCodec;
import io.kubejar.wire.yaml.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Nodes and pods for tests.
public final class Given {
  private Given() {}

  public static Node node(String name, String cpu, String memory) {
    return node(name, cpu, memory, Map.of(), List.of());
  }

  public static Node node(
      String name, String cpu, String memory, Map<String, String> labels, List<Taint> taints) {
    return Node.builder()
        .metadata(m -> m.name(name).uid("node-" + name).labels(labels))
        .spec(NodeSpec.builder().taints(taints).build())
        .status(
            NodeStatus.builder()
                .allocatable(
                    Map.of(
                        "cpu", Quantity.parse(cpu),
                        "memory", Quantity.parse(memory),
                        "pods", Quantity.parse("110")))
                .build())
        .build();
  }

  public static Taint taint(String key, String effect) {
    return Taint.builder().key(key).effect(effect).build();
  }

  /// A pod of one container that asks for processor time.
  public static Pod pod(String name, String cpu) {
    return Pod.builder()
        .metadata(m -> m.namespace("default").name(name).uid("pod-" + name))
        .spec(
            s ->
                s.schedulerName("default-scheduler")
                    .containers(
                        List.of(
                            Container.builder()
                                .name("c")
                                .resources(
                                    ResourceRequirements.builder()
                                        .requests(Map.of("cpu", Quantity.parse(cpu)))
                                        .build())
                                .build())))
        .build();
  }

  /// A pod as written in YAML.
  public static Pod yaml(String text) {
    var tree = Yaml.parse(text.getBytes(StandardCharsets.UTF_8));
    Pod pod =
        JsonDecoder.decode(PodCodec.INSTANCE, JsonEncoder.encode(JsonValueCodec.INSTANCE, tree));
    String name = pod.metadata().name();
    return pod.with(b -> b.metadata(m -> m.uid("pod-" + name).namespace("default")));
  }

  public static NodeInfo info(Node node, Pod... pods) {
    NodeInfo info = new NodeInfo(node);
    for (Pod pod : pods) {
      info.add(new PodInfo(pod));
    }
    return info;
  }

  public static Cycle cycle(Pod pod, NodeInfo... nodes) {
    return new Cycle(
        new PodInfo(pod),
        Snapshot.of(new ArrayList<>(Arrays.asList(nodes))),
        namespace -> Map.of("kubernetes.io/metadata.name", namespace));
  }
}
