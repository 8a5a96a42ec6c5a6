package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.LabelSelectors;
import java.util.ArrayList;
import java.util.List;

/// The table form of services.
final class ServiceColumns {
  static final List<Column<Service>> ALL =
      List.of(
          Column.objectName(),
          Column.text("Type", "How it can be reached.", each -> each.spec().type()),
          Column.text("Cluster-IP", "The address inside.", ServiceColumns::address),
          Column.text("External-IP", "The addresses outside.", ServiceColumns::external),
          Column.text("Port(s)", "The ports.", ServiceColumns::ports),
          Column.age(),
          Column.wide(
              "Selector",
              "Which pods serve it.",
              each -> LabelSelectors.text(each.spec().selector())));

  private ServiceColumns() {}

  private static Object address(Service service) {
    List<String> addresses = service.spec().clusterIPs();
    return addresses.isEmpty()
        ? orElse(service.spec().clusterIP(), "<none>")
        : addresses.getFirst();
  }

  private static Object external(Service service) {
    List<String> addresses = new ArrayList<>();
    ServiceSpec spec = service.spec();
    switch (spec.type()) {
      case "LoadBalancer" -> {
        for (LoadBalancerIngress each : service.status().loadBalancer().ingress()) {
          addresses.add(each.ip().isEmpty() ? each.hostname() : each.ip());
        }
        addresses.addAll(spec.externalIPs());
        return addresses.isEmpty() ? "<pending>" : String.join(",", addresses);
      }
      case "ExternalName" -> {
        return spec.externalName();
      }
      case "ClusterIP", "NodePort" -> {
        return spec.externalIPs().isEmpty() ? "<none>" : String.join(",", spec.externalIPs());
      }
      default -> {
        return "<unknown>";
      }
    }
  }

  private static Object ports(Service service) {
    List<String> ports = new ArrayList<>();
    for (ServicePort port : service.spec().ports()) {
      String node = port.nodePort() > 0 ? ":" + port.nodePort() : "";
      ports.add(port.port() + node + "/" + port.protocol());
    }
    return ports.isEmpty() ? "<none>" : String.join(",", ports);
  }
}
