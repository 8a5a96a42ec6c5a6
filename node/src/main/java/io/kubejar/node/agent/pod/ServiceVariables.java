package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServicePort;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The variables by which containers find services without DNS.
final class ServiceVariables {
  private ServiceVariables() {}

  static Map<String, String> of(Collection<Service> services) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Service service : services) {
      String ip = service.spec().clusterIP();
      if (ip.isEmpty() || ip.equals("None") || service.spec().ports().isEmpty()) {
        continue;
      }
      String prefix = name(service.metadata().name());
      ServicePort first = service.spec().ports().getFirst();
      variables.put(prefix + "_SERVICE_HOST", ip);
      variables.put(prefix + "_SERVICE_PORT", Integer.toString(first.port()));
      for (ServicePort port : service.spec().ports()) {
        if (!port.name().isEmpty()) {
          variables.put(
              prefix + "_SERVICE_PORT_" + name(port.name()), Integer.toString(port.port()));
        }
      }
      String host = ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip;
      for (int i = 0; i < service.spec().ports().size(); i++) {
        ServicePort port = service.spec().ports().get(i);
        String protocol = port.protocol().isEmpty() ? "TCP" : port.protocol();
        String url = protocol.toLowerCase(Locale.ROOT) + "://" + host + ":" + port.port();
        if (i == 0) {
          variables.put(prefix + "_PORT", url);
        }
        String each = prefix + "_PORT_" + port.port() + "_" + protocol;
        variables.put(each, url);
        variables.put(each + "_PROTO", protocol.toLowerCase(Locale.ROOT));
        variables.put(each + "_PORT", Integer.toString(port.port()));
        variables.put(each + "_ADDR", ip);
      }
    }
    return variables;
  }

  private static String name(String text) {
    return text.replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
