package io.kubejar.policy.resourcequota;

import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceSpec;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.value.Quantity;
import io.kubejar.server.spi.Admission;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Counts services, their load balancers and their node ports.
final class ServiceMeter implements Meter {
  private static final String SERVICES = "services";
  private static final String LOAD_BALANCERS = "services.loadbalancers";
  private static final String NODE_PORTS = "services.nodeports";
  private static final String COUNT = CountMeter.name(SERVICES);

  @Override
  public boolean handles(Admission<?> admission) {
    return Meter.isWrite(admission);
  }

  @Override
  public boolean takes(String resource) {
    return Set.of(SERVICES, LOAD_BALANCERS, NODE_PORTS, COUNT).contains(resource);
  }

  @Override
  public Map<String, Quantity> usage(ApiObject object) {
    ServiceSpec spec = ((Service) object).spec();
    long nodePorts =
        switch (spec.type()) {
          case "NodePort" -> spec.ports().size();
          case "LoadBalancer" ->
              Boolean.FALSE.equals(spec.allocateLoadBalancerNodePorts())
                  ? spec.ports().stream().filter(port -> port.nodePort() != 0).count()
                  : spec.ports().size();
          default -> 0;
        };
    var usage = new TreeMap<String, Quantity>();
    usage.put(SERVICES, Quantity.of(1));
    usage.put(COUNT, Quantity.of(1));
    usage.put(LOAD_BALANCERS, Quantity.of(spec.type().equals("LoadBalancer") ? 1 : 0));
    usage.put(NODE_PORTS, Quantity.of(nodePorts));
    return usage;
  }
}
