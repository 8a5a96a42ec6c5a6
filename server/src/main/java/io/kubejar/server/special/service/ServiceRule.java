package io.kubejar.server.special.service;

import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.core.v1.ServicePort;
import io.kubejar.api.core.v1.ServiceSpec;
import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.StatefulRule;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Gives services their addresses, families and node ports, and takes them back.
public final class ServiceRule implements StatefulRule<Service> {
  private final ServiceAddresses addresses;
  private final NodePorts ports;

  /// @param firstPort the lowest node port
  /// @param lastPort the highest node port
  /// @param claims keeps other servers from giving out the same port
  public ServiceRule(
      AddressRange range,
      int firstPort,
      int lastPort,
      PortClaims claims,
      Registries registries,
      RandomGenerator random,
      Clock clock) {
    this.addresses = new ServiceAddresses(range, registries, random, clock);
    this.ports = new NodePorts(firstPort, lastPort, registries, claims, random);
  }

  @Override
  public Kind<Service> kind() {
    return ServiceKind.SERVICE;
  }

  @Override
  public Reserved<Service> create(Service service, boolean dryRun) throws ApiException {
    ServiceSpec spec = ServiceShape.withBothAddresses(service.spec());
    List<FieldError> errors = ServiceKind.SERVICE.addressErrors(ServiceShape.with(service, spec));
    if (!errors.isEmpty()) {
      throw Failures.invalid(ServiceKind.SERVICE.names(), service.metadata().name(), errors);
    }
    return allocate(ServiceShape.with(service, withFamilies(service, spec)), Set.of(), dryRun);
  }

  @Override
  public Reserved<Service> update(Service service, Service old, boolean dryRun)
      throws ApiException {
    ServiceSpec before = old.spec();
    ServiceSpec inherited = ServiceShape.withInherited(service.spec(), before);
    ServiceSpec both = ServiceShape.withBothAddresses(inherited, before);
    ServiceSpec spec = ServiceShape.withoutLost(both, before);
    boolean moved =
        ServiceShape.needsAddress(before)
            && ServiceShape.needsAddress(spec)
            && !before.clusterIPs().isEmpty()
            && (!spec.clusterIPs().equals(before.clusterIPs()) || isOtherFamily(spec, before));
    if (moved) {
      // Validation will refuse it; nothing is to be taken before.
      return Reserved.nothing(ServiceShape.with(service, spec));
    }
    Service shaped = ServiceShape.with(service, withFamilies(service, spec));
    Set<Integer> held = NodePorts.ports(old);
    Reserved<Service> reserved =
        ServiceShape.needsAddress(before) && !before.clusterIPs().isEmpty()
            ? allocatePorts(shaped, held, dryRun, new ArrayList<>())
            : allocate(shaped, held, dryRun);
    return new Reserved<>(
        reserved.object(),
        stored -> {
          reserved.done().accept(stored);
          if (stored && !dryRun) {
            releaseAbsent(old, reserved.object());
          }
        });
  }

  @Override
  public void deleted(Service service) {
    for (String address : service.spec().clusterIPs()) {
      release(address, service);
    }
    NodePorts.ports(service).forEach(ports::release);
  }

  private void releaseAbsent(Service old, Service now) {
    for (String address : old.spec().clusterIPs()) {
      if (!now.spec().clusterIPs().contains(address)) {
        release(address, old);
      }
    }
    Set<Integer> left = NodePorts.ports(now);
    for (int port : NodePorts.ports(old)) {
      if (!left.contains(port)) {
        ports.release(port);
      }
    }
  }

  private void release(String address, Service service) {
    if (!address.isEmpty() && !address.equals(ServiceShape.NONE)) {
      addresses.release(address, service.metadata().namespace(), service.metadata().name());
    }
  }

  private static boolean isOtherFamily(ServiceSpec spec, ServiceSpec before) {
    return !spec.ipFamilies().isEmpty()
        && !before.ipFamilies().isEmpty()
        && !spec.ipFamilies().getFirst().equals(before.ipFamilies().getFirst());
  }

  private ServiceSpec withFamilies(Service service, ServiceSpec spec) {
    if (!ServiceShape.needsAddress(spec)) {
      return spec;
    }
    String own = addresses.range().family();
    String policy = spec.ipFamilyPolicy();
    boolean anywhere = ServiceShape.isHeadless(spec) && spec.selector().isEmpty();
    if (anywhere) {
      // Whoever writes the endpoints decides on the families.
      String chosen =
          policy != null
              ? policy
              : spec.ipFamilies().size() == 1 ? "SingleStack" : "RequireDualStack";
      String first = spec.ipFamilies().isEmpty() ? own : spec.ipFamilies().getFirst();
      List<String> families =
          chosen.equals("SingleStack")
              ? List.of(first)
              : List.of(first, first.equals("IPv4") ? "IPv6" : "IPv4");
      return spec.with(it -> it.ipFamilyPolicy(chosen).ipFamilies(families));
    }
    List<FieldError> errors = familyErrors(spec, own);
    if (!errors.isEmpty()) {
      throw Failures.invalid(ServiceKind.SERVICE.names(), service.metadata().name(), errors);
    }
    return spec.with(
        it -> it.ipFamilyPolicy(policy == null ? "SingleStack" : policy).ipFamilies(own));
  }

  private static List<FieldError> familyErrors(ServiceSpec spec, String own) {
    var errors = new ArrayList<FieldError>();
    if ("RequireDualStack".equals(spec.ipFamilyPolicy())) {
      errors.add(
          invalid(
              "spec.ipFamilyPolicy",
              "\"RequireDualStack\"",
              "this cluster is not configured for dual-stack services"));
    }
    for (int i = 0; i < spec.ipFamilies().size(); i++) {
      String family = spec.ipFamilies().get(i);
      if (!family.equals("IPv4") && !family.equals("IPv6")) {
        errors.add(
            new FieldError(
                FieldError.Type.NOT_SUPPORTED,
                "spec.ipFamilies[" + i + "]",
                "Unsupported value: \"%s\": supported values: \"IPv4\", \"IPv6\""
                    .formatted(family)));
      } else if (spec.ipFamilies().indexOf(family) < i) {
        errors.add(
            new FieldError(
                FieldError.Type.DUPLICATE,
                "spec.ipFamilies[" + i + "]",
                "Duplicate value: \"%s\"".formatted(family)));
      } else if (!family.equals(own)) {
        errors.add(
            invalid(
                "spec.ipFamilies[" + i + "]",
                '"' + family + '"',
                "not configured on this cluster"));
      }
    }
    for (int i = 0; i < spec.clusterIPs().size(); i++) {
      String address = spec.clusterIPs().get(i);
      if (isAddress(address) && !family(address).equals(own)) {
        errors.add(
            invalid(
                "spec.clusterIPs[" + i + "]",
                "[\"" + String.join("\",\"", spec.clusterIPs()) + "\"]",
                family(address) + " is not configured on this cluster"));
      }
    }
    return errors;
  }

  /// Takes an address and ports; all are given back when one of them cannot be had.
  private Reserved<Service> allocate(Service service, Set<Integer> held, boolean dryRun) {
    ServiceSpec spec = service.spec();
    var undo = new ArrayList<Runnable>();
    Service addressed = service;
    if (ServiceShape.needsAddress(spec) && !ServiceShape.isHeadless(spec)) {
      String namespace = service.metadata().namespace();
      String name = service.metadata().name();
      if (spec.clusterIPs().isEmpty()) {
        String address = takeAny(namespace, name, dryRun);
        if (!dryRun) {
          undo.add(() -> addresses.release(address, namespace, name));
        }
        addressed = service.with(it -> it.spec(s -> s.clusterIP(address).clusterIPs(address)));
      } else if (isAddress(spec.clusterIPs().getFirst())) {
        String address = spec.clusterIPs().getFirst();
        String flaw = addresses.take(address, namespace, name, dryRun);
        if (flaw != null) {
          throw Failures.invalid(
              ServiceKind.SERVICE.names(),
              name,
              List.of(
                  invalid(
                      "spec.clusterIPs",
                      "[\"" + String.join("\",\"", spec.clusterIPs()) + "\"]",
                      "failed to allocate IP " + address + ": " + flaw)));
        }
        if (!dryRun) {
          undo.add(() -> addresses.release(address, namespace, name));
        }
      }
    }
    return allocatePorts(addressed, held, dryRun, undo);
  }

  private Reserved<Service> allocatePorts(
      Service service, Set<Integer> held, boolean dryRun, List<Runnable> undo) {
    try {
      Service complete = withPorts(service, held, undo);
      return new Reserved<>(
          complete,
          stored -> {
            if (!stored || dryRun) {
              undo.forEach(Runnable::run);
            } else {
              NodePorts.ports(complete).forEach(ports::stored);
            }
          });
    } catch (ApiException e) {
      undo.forEach(Runnable::run);
      throw e;
    }
  }

  private Service withPorts(Service service, Set<Integer> held, List<Runnable> undo) {
    ServiceSpec spec = service.spec();
    String namespace = service.metadata().namespace();
    String name = service.metadata().name();
    if (!ServiceShape.mayHaveNodePorts(spec)) {
      return service;
    }
    var errors = new ArrayList<FieldError>();
    var own = new HashSet<>(held);
    for (int i = 0; i < spec.ports().size(); i++) {
      int wanted = spec.ports().get(i).nodePort();
      if (wanted != 0 && !own.contains(wanted)) {
        String flaw = ports.take(wanted, namespace, name);
        if (flaw == null) {
          own.add(wanted);
          undo.add(() -> ports.release(wanted));
        } else {
          errors.add(invalid("spec.ports[" + i + "].nodePort", Integer.toString(wanted), flaw));
        }
      }
    }
    if (!errors.isEmpty()) {
      throw Failures.invalid(ServiceKind.SERVICE.names(), name, errors);
    }
    var draft = spec.toBuilder();
    if (ServiceShape.needsNodePorts(spec)) {
      draft.ports(filled(service, undo));
    }
    if (ServiceShape.needsHealthCheckPort(spec)) {
      int wanted = spec.healthCheckNodePort();
      if (wanted == 0) {
        int port = ports.takeAny(namespace, name);
        undo.add(() -> ports.release(port));
        draft.healthCheckNodePort(port);
      } else if (!held.contains(wanted)) {
        String flaw = ports.take(wanted, namespace, name);
        if (flaw != null) {
          throw Failures.invalid(
              ServiceKind.SERVICE.names(),
              name,
              List.of(invalid("spec.healthCheckNodePort", Integer.toString(wanted), flaw)));
        }
        undo.add(() -> ports.release(wanted));
      }
    }
    return ServiceShape.with(service, draft.build());
  }

  /// The ports, each with a node port; the same one for several protocols of one port.
  private List<ServicePort> filled(Service service, List<Runnable> undo) {
    var filled = new ArrayList<ServicePort>();
    Map<Integer, Set<String>> protocols = new HashMap<>();
    Map<Integer, Integer> byPort = new HashMap<>();
    for (ServicePort port : service.spec().ports()) {
      if (port.nodePort() != 0) {
        byPort.putIfAbsent(port.port(), port.nodePort());
        protocols.computeIfAbsent(port.nodePort(), _ -> new HashSet<>()).add(port.protocol());
      }
    }
    for (ServicePort port : service.spec().ports()) {
      if (port.nodePort() != 0) {
        filled.add(port);
        continue;
      }
      Integer shared = byPort.get(port.port());
      int chosen;
      if (shared != null
          && protocols.computeIfAbsent(shared, _ -> new HashSet<>()).add(port.protocol())) {
        chosen = shared;
      } else {
        chosen = ports.takeAny(service.metadata().namespace(), service.metadata().name());
        int taken = chosen;
        undo.add(() -> ports.release(taken));
        byPort.putIfAbsent(port.port(), chosen);
        protocols.computeIfAbsent(chosen, _ -> new HashSet<>()).add(port.protocol());
      }
      filled.add(port.with(it -> it.nodePort(chosen)));
    }
    return filled;
  }

  /// Takes some address. Its record names the service, so that a service without a name gets none.
  private String takeAny(String namespace, String name, boolean dryRun) {
    try {
      return addresses.takeAny(namespace, name, dryRun);
    } catch (ApiException e) {
      throw Failures.invalid(
          ServiceKind.SERVICE.names(),
          name,
          List.of(
              invalid(
                  "spec.clusterIPs", "[\"\"]", "failed to allocate IP: " + e.status().message())));
    }
  }

  private static FieldError invalid(String field, String value, String detail) {
    return new FieldError(
        FieldError.Type.INVALID, field, "Invalid value: " + value + ": " + detail);
  }

  private static boolean isAddress(String text) {
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static String family(String address) {
    return address.indexOf(':') >= 0 ? "IPv6" : "IPv4";
  }
}
