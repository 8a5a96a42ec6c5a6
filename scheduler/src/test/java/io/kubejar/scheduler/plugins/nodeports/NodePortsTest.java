package io.kubejar.scheduler.plugins.nodeports;

import static io.kubejar.scheduler.Given.cycle;
import static io.kubejar.scheduler.Given.info;
import static io.kubejar.scheduler.Given.node;
import static io.kubejar.scheduler.Given.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.scheduler.framework.Verdict;
import io.kubejar.scheduler.snapshot.NodeInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodePortsTest {
  private final NodePorts plugin = new NodePorts();

  private static Pod port(String name, String port) {
    return yaml(
        "{metadata: {name: " + name + "}, spec: {containers: [{name: c, ports: [" + port + "]}]}}");
  }

  @Test
  void portsClashByNumberProtocolAndAddress() {
    NodeInfo node =
        info(
            node("a", "4", "4Gi"), port("x", "{hostPort: 80, hostIP: 10.0.0.1, containerPort: 1}"));
    assertThat(plugin.filter(cycle(port("p", "{hostPort: 80, containerPort: 1}")), node))
        .isEqualTo(
            Verdict.unschedulable("node(s) didn't have free ports for the requested pod ports"));
    for (String free :
        List.of(
            "{hostPort: 81, containerPort: 1}",
            "{hostPort: 80, protocol: UDP, containerPort: 1}",
            "{hostPort: 80, hostIP: 10.0.0.2, containerPort: 1}",
            "{containerPort: 80}")) {
      assertThat(plugin.filter(cycle(port("p", free)), node)).as(free).isEqualTo(Verdict.OK);
    }
  }
}
