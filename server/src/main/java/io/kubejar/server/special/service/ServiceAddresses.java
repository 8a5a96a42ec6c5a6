package io.kubejar.server.special.service;

import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.networking.v1.IPAddress;
import io.kubejar.api.networking.v1.IPAddressKind;
import io.kubejar.api.value.Time;
import io.kubejar.server.registry.Registries;
import io.kubejar.server.registry.WriteContext;
import io.kubejar.server.spi.Failures;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Gives out addresses to services. Who has an address is written in an `IPAddress` of its name, so
/// that several servers of one cluster never give out the same.
final class ServiceAddresses {
  /// An address without its service that is older was left behind by a server that died.
  private static final Duration ABANDONED = Duration.ofMinutes(1);

  private final AddressRange range;
  private final Registries registries;
  private final RandomGenerator random;
  private final Clock clock;

  ServiceAddresses(AddressRange range, Registries registries, RandomGenerator random, Clock clock) {
    this.range = range;
    this.registries = registries;
    this.random = random;
    this.clock = clock;
  }

  AddressRange range() {
    return range;
  }

  /// Takes a certain address; what is wrong with it otherwise.
  @Nullable String take(String address, String namespace, String service, boolean dryRun) {
    if (!range.contains(address)) {
      return "the provided network does not match the current range";
    }
    if (dryRun) {
      return find(address) == null ? null : "provided IP is already allocated";
    }
    return claim(address, namespace, service) ? null : "provided IP is already allocated";
  }

  /// Takes some address.
  String takeAny(String namespace, String service, boolean dryRun) {
    if (dryRun) {
      return range.network();
    }
    long start = range.start(random);
    long position = start;
    do {
      String address = range.address(position);
      if (registries.get(IPAddressKind.IP_ADDRESS, "", address) == null
          && claim(address, namespace, service)) {
        return address;
      }
      position = range.after(position);
    } while (position != start);
    throw Failures.internal("failed to allocate a serviceIP: range is full");
  }

  /// Gives an address back, if it is the service's.
  void release(String address, String namespace, String service) {
    IPAddress held = find(address);
    if (held == null || !isOf(held, namespace, service)) {
      return;
    }
    delete(address);
  }

  private boolean claim(String address, String namespace, String service) {
    try {
      create(address, namespace, service);
      return true;
    } catch (ApiException e) {
      if (!e.isAlreadyExists()) {
        throw e;
      }
    }
    IPAddress held = find(address);
    if (held == null || !isAbandoned(held)) {
      return false;
    }
    delete(address);
    try {
      create(address, namespace, service);
      return true;
    } catch (ApiException e) {
      if (e.isAlreadyExists()) {
        return false;
      }
      throw e;
    }
  }

  private void create(String address, String namespace, String service) {
    registries
        .of(IPAddressKind.IP_ADDRESS)
        .create(
            "",
            IPAddress.builder()
                .metadata(
                    it ->
                        it.name(address)
                            .labels(
                                Map.of(
                                    "ipaddress.kubernetes.io/ip-family",
                                    range.family(),
                                    "ipaddress.kubernetes.io/managed-by",
                                    "ipallocator.k8s.io")))
                .spec(
                    it ->
                        it.parentRef(
                            parent ->
                                parent.resource("services").namespace(namespace).name(service)))
                .build(),
            WriteContext.server());
  }

  private void delete(String address) {
    try {
      registries
          .of(IPAddressKind.IP_ADDRESS)
          .delete("", address, DeleteOptions.builder().build(), WriteContext.system());
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
  }

  private @Nullable IPAddress find(String address) {
    return registries.getConsistent(IPAddressKind.IP_ADDRESS, "", address);
  }

  private boolean isAbandoned(IPAddress held) {
    var parent = held.spec().parentRef();
    Time created = held.metadata().creationTimestamp();
    if (parent == null
        || !parent.resource().equals("services")
        || created == null
        || clock.instant().isBefore(created.instant().plus(ABANDONED))) {
      return false;
    }
    var service = registries.getConsistent(ServiceKind.SERVICE, parent.namespace(), parent.name());
    return service == null || !service.spec().clusterIPs().contains(held.metadata().name());
  }

  private static boolean isOf(IPAddress held, String namespace, String service) {
    var parent = held.spec().parentRef();
    return parent != null && parent.namespace().equals(namespace) && parent.name().equals(service);
  }
}
