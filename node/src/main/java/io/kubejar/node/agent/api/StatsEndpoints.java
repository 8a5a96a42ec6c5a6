package io.kubejar.node.agent.api;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.http.Exchange;
import io.kubejar.http.Headers;
import io.kubejar.node.agent.config.NodeConfig;
import io.kubejar.node.agent.pod.PodWorkers;
import io.kubejar.node.agent.runtime.CriLabels;
import io.kubejar.node.cri.ContainerRuntime;
import io.kubejar.node.cri.v1.ContainerStats;
import io.kubejar.node.cri.v1.ContainerStatsFilter;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValueCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What pods use: as JSON for `kubectl top`'s kin, as text for Prometheus.
final class StatsEndpoints {
  private final NodeConfig node;
  private final ContainerRuntime runtime;
  private final PodWorkers pods;

  StatsEndpoints(NodeConfig node, ContainerRuntime runtime, PodWorkers pods) {
    this.node = node;
    this.runtime = runtime;
    this.pods = pods;
  }

  private Map<String, List<ContainerStats>> byPod() {
    ContainerStatsFilter own =
        ContainerStatsFilter.newBuilder().putLabelSelector(CriLabels.OWNER, node.owner()).build();
    Map<String, List<ContainerStats>> stats = new HashMap<>();
    for (ContainerStats each : runtime.listContainerStats(own)) {
      String uid = each.getAttributes().getLabelsMap().getOrDefault(CriLabels.POD_UID, "");
      stats.computeIfAbsent(uid, _ -> new ArrayList<>()).add(each);
    }
    return stats;
  }

  void summary(Exchange exchange) {
    Map<String, List<ContainerStats>> stats = byPod();
    List<JsonValue> items = new ArrayList<>();
    long cpu = 0;
    long memory = 0;
    for (Pod pod : pods.pods()) {
      List<JsonValue> containers = new ArrayList<>();
      for (ContainerStats each : stats.getOrDefault(pod.metadata().uid(), List.of())) {
        containers.add(container(each));
        cpu += each.getCpu().getUsageNanoCores().getValue();
        memory += each.getMemory().getWorkingSetBytes().getValue();
      }
      items.add(
          object(
              "podRef",
              object(
                  "name", text(pod.metadata().name()),
                  "namespace", text(pod.metadata().namespace()),
                  "uid", text(pod.metadata().uid())),
              "containers",
              new JsonValue.Array(containers)));
    }
    JsonValue whole =
        object(
            "node",
            object(
                "nodeName",
                text(node.name()),
                "cpu",
                object("time", time(), "usageNanoCores", number(cpu)),
                "memory",
                object("time", time(), "workingSetBytes", number(memory))),
            "pods",
            new JsonValue.Array(items));
    exchange.respond(
        200,
        Headers.contentType("application/json"),
        JsonEncoder.encode(JsonValueCodec.INSTANCE, whole));
  }

  private static JsonValue container(ContainerStats stats) {
    return object(
        "name",
        text(stats.getAttributes().getMetadata().getName()),
        "cpu",
        object(
            "time", time(),
            "usageNanoCores", number(stats.getCpu().getUsageNanoCores().getValue()),
            "usageCoreNanoSeconds", number(stats.getCpu().getUsageCoreNanoSeconds().getValue())),
        "memory",
        object(
            "time", time(),
            "usageBytes", number(stats.getMemory().getUsageBytes().getValue()),
            "workingSetBytes", number(stats.getMemory().getWorkingSetBytes().getValue()),
            "rssBytes", number(stats.getMemory().getRssBytes().getValue())));
  }

  void metrics(Exchange exchange, String which) {
    StringBuilder out = new StringBuilder();
    if (which.equals("resource")) {
      resources(out);
    } else {
      List<Pod> all = pods.pods();
      long running = all.stream().filter(p -> p.status().phase().equals("Running")).count();
      out.append("# HELP kubelet_running_pods Number of pods that have a running pod sandbox\n")
          .append("# TYPE kubelet_running_pods gauge\n")
          .append("kubelet_running_pods ")
          .append(running)
          .append("\n# HELP kubelet_node_name The node's name. The count is always 1.\n")
          .append("# TYPE kubelet_node_name gauge\nkubelet_node_name{node=\"")
          .append(node.name())
          .append("\"} 1\n");
    }
    exchange.respond(
        200,
        Headers.contentType("text/plain; version=0.0.4; charset=utf-8"),
        out.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void resources(StringBuilder out) {
    StringBuilder memory = new StringBuilder();
    out.append("# TYPE container_cpu_usage_seconds_total counter\n");
    memory.append("# TYPE container_memory_working_set_bytes gauge\n");
    byPod()
        .values()
        .forEach(
            list -> {
              for (ContainerStats each : list) {
                Map<String, String> labels = each.getAttributes().getLabelsMap();
                String tags =
                    "{container=\""
                        + each.getAttributes().getMetadata().getName()
                        + "\",namespace=\""
                        + labels.getOrDefault(CriLabels.POD_NAMESPACE, "")
                        + "\",pod=\""
                        + labels.getOrDefault(CriLabels.POD_NAME, "")
                        + "\"} ";
                out.append("container_cpu_usage_seconds_total")
                    .append(tags)
                    .append(each.getCpu().getUsageCoreNanoSeconds().getValue() / 1e9)
                    .append('\n');
                memory
                    .append("container_memory_working_set_bytes")
                    .append(tags)
                    .append(each.getMemory().getWorkingSetBytes().getValue())
                    .append('\n');
              }
            });
    out.append(memory);
  }

  private static JsonValue object(Object... namesAndValues) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], (JsonValue) namesAndValues[i + 1]);
    }
    return new JsonValue.Obj(members);
  }

  private static JsonValue text(String value) {
    return new JsonValue.Text(value);
  }

  private static JsonValue number(long value) {
    return new JsonValue.Int(value);
  }

  private static JsonValue time() {
    return text(new io.kubejar.api.value.Time(Instant.now()).toString());
  }
}
