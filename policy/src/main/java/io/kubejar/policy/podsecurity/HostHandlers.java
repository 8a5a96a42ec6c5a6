package io.kubejar.policy.podsecurity;

import static io.kubejar.policy.podsecurity.Breach.containers;
import static io.kubejar.policy.podsecurity.Breach.plural;
import static io.kubejar.policy.podsecurity.Breach.quoted;

import io.kubejar.api.core.v1.HTTPGetAction;
import io.kubejar.api.core.v1.LifecycleHandler;
import io.kubejar.api.core.v1.Probe;
import io.kubejar.api.core.v1.TCPSocketAction;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The rule that probes and lifecycle hooks, which the node runs, call the pod itself and nobody
/// else.
final class HostHandlers {
  private static final Set<String> ITSELF = Set.of("", "127.0.0.1", "::1");

  private HostHandlers() {}

  static @Nullable Breach judge(Subject subject) {
    var hosts = new TreeSet<String>();
    List<String> bad = subject.names(part -> collect(part, hosts));
    return bad.isEmpty()
        ? null
        : new Breach(
            "hostProbesOrHostLifecycle",
            "%s %s %s %s"
                .formatted(
                    containers(bad),
                    plural("uses", "use", bad.size()),
                    plural("hostProbeOrHostLifecycle", "hostProbesOrHostLifecycles", hosts.size()),
                    quoted(hosts)));
  }

  private static boolean collect(Subject.Part part, Set<String> hosts) {
    boolean bad = false;
    for (Probe probe : part.probes()) {
      bad |= collect(probe.httpGet(), probe.tcpSocket(), hosts);
    }
    if (part.lifecycle() != null) {
      bad |= collect(part.lifecycle().postStart(), hosts);
      bad |= collect(part.lifecycle().preStop(), hosts);
    }
    return bad;
  }

  private static boolean collect(@Nullable LifecycleHandler handler, Set<String> hosts) {
    return handler != null && collect(handler.httpGet(), handler.tcpSocket(), hosts);
  }

  private static boolean collect(
      @Nullable HTTPGetAction http, @Nullable TCPSocketAction tcp, Set<String> hosts) {
    boolean bad = false;
    if (http != null && !ITSELF.contains(http.host())) {
      hosts.add(http.host());
      bad = true;
    }
    if (tcp != null && !ITSELF.contains(tcp.host())) {
      hosts.add(tcp.host());
      bad = true;
    }
    return bad;
  }
}
