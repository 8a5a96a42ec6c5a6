package io.kubejar.dns;

import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.core.v1.ServicePort;
import io.kubejar.api.discovery.v1.Endpoint;
import io.kubejar.api.discovery.v1.EndpointPort;
import io.kubejar.api.discovery.v1.EndpointSlice;
import io.kubejar.api.discovery.v1.EndpointSliceKind;
import io.kubejar.client.Informer;
import io.kubejar.client.Informers;
import io.kubejar.client.Lister;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The names of services, of their endpoints and of pods, as the API has them now.
///
/// ```
/// web.shop.svc.cluster.local              the service's address, or its endpoints' if headless
/// web-0.web.shop.svc.cluster.local        an endpoint with a host name
/// _http._tcp.web.shop.svc.cluster.local   a port (SRV)
/// 10-1-2-3.shop.pod.cluster.local         a pod by its address
/// ```
public final class ClusterZone {
  private static final String BY_SERVICE = "dns-service";
  private static final String BY_ADDRESS = "dns-address";

  private final String zone;
  private final Lister<Service> services;
  private final Lister<EndpointSlice> slices;

  /// A zone such as `cluster.local` over the informers, which must not have been started yet.
  public ClusterZone(String zone, Informers informers) {
    this.zone = zone;
    Informer<Service> service =
        informers
            .of(ServiceKind.SERVICE)
            .index(
                BY_ADDRESS,
                object -> object.spec().clusterIPs().stream().map(Addresses::canonical).toList());
    Informer<EndpointSlice> slice =
        informers
            .of(EndpointSliceKind.ENDPOINT_SLICE)
            .index(BY_SERVICE, object -> List.of(serviceOf(object)))
            .index(
                BY_ADDRESS,
                object ->
                    object.endpoints().stream()
                        .flatMap(endpoint -> endpoint.addresses().stream())
                        .map(Addresses::canonical)
                        .distinct()
                        .toList());
    this.services = service.lister();
    this.slices = slice.lister();
  }

  private static String serviceOf(EndpointSlice slice) {
    String service = slice.metadata().labels().get("kubernetes.io/service-name");
    return slice.metadata().namespace() + "/" + (service == null ? "" : service);
  }

  /// The zone's name.
  public String name() {
    return zone;
  }

  /// What the zone says of a name, given in lower case without the final dot.
  public Answer answer(String name, QueryType type) {
    if (name.endsWith(".in-addr.arpa") || name.endsWith(".ip6.arpa")) {
      return reverse(name, type);
    }
    if (name.equals(zone)) {
      return new Answer.Found(List.of());
    }
    if (!name.endsWith("." + zone)) {
      return new Answer.NotMine();
    }
    String[] labels = name.substring(0, name.length() - zone.length() - 1).split("\\.", -1);
    int last = labels.length - 1;
    if (last == 0) {
      return switch (labels[0]) {
        case "dns-version" ->
            new Answer.Found(
                type == QueryType.TXT ? List.of(new Record.Text(name, "1.1.0")) : List.of());
        case "svc", "pod" -> new Answer.Found(List.of());
        default -> new Answer.NoName();
      };
    }
    return switch (labels[last]) {
      case "svc" -> service(name, type, labels);
      case "pod" -> pod(name, type, labels);
      default -> new Answer.NoName();
    };
  }

  private Answer pod(String name, QueryType type, String[] labels) {
    if (labels.length != 3) {
      return new Answer.NoName();
    }
    String text =
        labels[0].indexOf("--") >= 0 || labels[0].chars().filter(c -> c == '-').count() > 3
            ? labels[0].replace('-', ':')
            : labels[0].replace('-', '.');
    return Addresses.parse(text)
        .<Answer>map(bytes -> new Answer.Found(addresses(name, type, List.of(bytes))))
        .orElseGet(Answer.NoName::new);
  }

  private Answer service(String name, QueryType type, String[] labels) {
    int last = labels.length - 1;
    if (last == 1) {
      boolean known = !services.list(labels[0]).isEmpty();
      return known ? new Answer.Found(List.of()) : new Answer.NoName();
    }
    Service service = services.get(labels[last - 1], labels[last - 2]);
    if (service == null) {
      return new Answer.NoName();
    }
    String base = labels[last - 2] + "." + labels[last - 1] + ".svc." + zone;
    return switch (last - 2) {
      case 0 -> whole(name, type, service);
      case 1 -> endpoint(name, type, service, labels[0]);
      case 2 -> port(name, type, service, labels[0], labels[1], base);
      default -> new Answer.NoName();
    };
  }

  private Answer whole(String name, QueryType type, Service service) {
    if (service.spec().type().equals("ExternalName")) {
      String given = service.spec().externalName().toLowerCase(Locale.ROOT);
      String target = given.endsWith(".") ? given.substring(0, given.length() - 1) : given;
      boolean wanted = type.isAddress() || type == QueryType.CNAME;
      return new Answer.Found(wanted ? List.of(new Record.Alias(name, target)) : List.of());
    }
    if (!headless(service)) {
      return new Answer.Found(addresses(name, type, parse(service.spec().clusterIPs())));
    }
    List<byte[]> all = new ArrayList<>();
    for (EndpointSlice slice : slices(service)) {
      for (Endpoint endpoint : slice.endpoints()) {
        if (published(service, endpoint)) {
          all.addAll(parse(endpoint.addresses()));
        }
      }
    }
    return all.isEmpty() ? new Answer.NoName() : new Answer.Found(addresses(name, type, all));
  }

  private Answer endpoint(String name, QueryType type, Service service, String label) {
    List<byte[]> all = new ArrayList<>();
    for (EndpointSlice slice : slices(service)) {
      for (Endpoint endpoint : slice.endpoints()) {
        if (published(service, endpoint)) {
          for (String address : endpoint.addresses()) {
            if (label.equals(hostLabel(endpoint, address))) {
              Addresses.parse(address).ifPresent(all::add);
            }
          }
        }
      }
    }
    return all.isEmpty() ? new Answer.NoName() : new Answer.Found(addresses(name, type, all));
  }

  private Answer port(
      String name, QueryType type, Service service, String port, String protocol, String base) {
    if (!port.startsWith("_") || !protocol.startsWith("_")) {
      return new Answer.NoName();
    }
    List<Record> records = new ArrayList<>();
    List<Record> additional = new ArrayList<>();
    if (headless(service)) {
      headlessPorts(
          name, service, port.substring(1), protocol.substring(1), base, records, additional);
    } else {
      for (ServicePort each : service.spec().ports()) {
        if (each.name().equals(port.substring(1))
            && each.protocol().equalsIgnoreCase(protocol.substring(1))) {
          records.add(new Record.ServicePort(name, 0, 100, each.port(), base));
        }
      }
      for (byte[] address : parse(service.spec().clusterIPs())) {
        additional.add(new Record.Address(base, address));
      }
    }
    if (records.isEmpty()) {
      return new Answer.NoName();
    }
    return type == QueryType.SRV
        ? new Answer.Found(records, additional)
        : new Answer.Found(List.of());
  }

  private void headlessPorts(
      String name,
      Service service,
      String port,
      String protocol,
      String base,
      List<Record> records,
      List<Record> additional) {
    for (EndpointSlice slice : slices(service)) {
      for (EndpointPort each : slice.ports()) {
        boolean matches =
            port.equals(each.name())
                && each.protocol() != null
                && each.protocol().equalsIgnoreCase(protocol)
                && each.port() != null;
        if (!matches) {
          continue;
        }
        int number = each.port() == null ? 0 : each.port();
        for (Endpoint endpoint : slice.endpoints()) {
          if (published(service, endpoint)) {
            for (String address : endpoint.addresses()) {
              String target = hostLabel(endpoint, address) + "." + base;
              records.add(new Record.ServicePort(name, 0, 100, number, target));
              Addresses.parse(address)
                  .ifPresent(bytes -> additional.add(new Record.Address(target, bytes)));
            }
          }
        }
      }
    }
  }

  private Answer reverse(String name, QueryType type) {
    Optional<String> address = Addresses.fromReverse(name);
    if (address.isEmpty()) {
      return new Answer.NotMine();
    }
    List<Record> records = new ArrayList<>();
    for (Service service : services.byIndex(BY_ADDRESS, address.get())) {
      records.add(
          new Record.Pointer(
              name, base(service.metadata().namespace(), service.metadata().name())));
    }
    for (EndpointSlice slice : slices.byIndex(BY_ADDRESS, address.get())) {
      String service = slice.metadata().labels().get("kubernetes.io/service-name");
      Service owner = service == null ? null : services.get(slice.metadata().namespace(), service);
      if (owner != null && headless(owner)) {
        for (Endpoint endpoint : slice.endpoints()) {
          for (String spelled : endpoint.addresses()) {
            if (!Addresses.canonical(spelled).equals(address.get())) {
              continue;
            }
            records.add(
                new Record.Pointer(
                    name,
                    hostLabel(endpoint, spelled)
                        + "."
                        + base(slice.metadata().namespace(), owner.metadata().name())));
          }
        }
      }
    }
    if (records.isEmpty()) {
      return new Answer.NotMine();
    }
    return new Answer.Found(type == QueryType.PTR ? records : List.of());
  }

  private String base(String namespace, String service) {
    return service + "." + namespace + ".svc." + zone;
  }

  private List<EndpointSlice> slices(Service service) {
    return slices.byIndex(
        BY_SERVICE, service.metadata().namespace() + "/" + service.metadata().name());
  }

  private static boolean headless(Service service) {
    return "None".equals(service.spec().clusterIP());
  }

  private static boolean published(Service service, Endpoint endpoint) {
    return service.spec().publishNotReadyAddresses()
        || !Boolean.FALSE.equals(endpoint.conditions().ready());
  }

  private static String hostLabel(Endpoint endpoint, String address) {
    String host = endpoint.hostname();
    return host == null || host.isEmpty() ? address.replace('.', '-').replace(':', '-') : host;
  }

  private static List<byte[]> parse(List<String> addresses) {
    List<byte[]> parsed = new ArrayList<>(addresses.size());
    for (String address : addresses) {
      Addresses.parse(address).ifPresent(parsed::add);
    }
    return parsed;
  }

  private static List<Record> addresses(String name, QueryType type, List<byte[]> all) {
    List<Record> records = new ArrayList<>(all.size());
    for (byte[] address : all) {
      if (type == QueryType.A && address.length == 4
          || type == QueryType.AAAA && address.length == 16) {
        records.add(new Record.Address(name, address));
      }
    }
    return records;
  }
}
