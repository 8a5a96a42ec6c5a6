package io.kubejar.controllers.servicecidr;

import static io.kubejar.api.networking.v1.IPAddressKind.IP_ADDRESS;
import static io.kubejar.api.networking.v1.ServiceCIDRKind.SERVICE_CIDR;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.Condition;
import io.kubejar.api.networking.v1.IPAddress;
import io.kubejar.api.networking.v1.ServiceCIDR;
import io.kubejar.api.value.Time;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Says of ranges of service addresses that they are ready, and keeps those that are being deleted
/// until no address is left that only they cover.
public final class ServiceCidrController implements Controller {
  private static final String FINALIZER = "networking.k8s.io/service-cidr-finalizer";
  private static final String MANAGED_BY = "ipaddress.kubernetes.io/managed-by";
  private static final String ALLOCATOR = "ipallocator.k8s.io";

  /// API servers may give out an address before they know that the range goes.
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Client client;
  private final InstantSource clock;
  private final Lister<ServiceCIDR> ranges;
  private final Lister<IPAddress> addresses;
  private final ReconcileLoop<Key> loop;

  public ServiceCidrController(ControllerContext context) {
    Informer<ServiceCIDR> rangeInformer = context.informers().of(SERVICE_CIDR);
    Informer<IPAddress> addressInformer = context.informers().of(IP_ADDRESS);
    this.client = context.client();
    this.clock = context.clock();
    this.ranges = rangeInformer.lister();
    this.addresses = addressInformer.lister();
    this.loop =
        ReconcileLoop.of(
            name(), 1, context, List.of(rangeInformer, addressInformer), this::reconcile);
    rangeInformer.addHandler(Changes.of(this::changed));
    addressInformer.addHandler(Changes.of(_ -> {}, (_, _) -> {}, this::freed));
  }

  private void changed(ServiceCIDR changed) {
    loop.queue().add(Key.of(changed));
    for (ServiceCIDR other : ranges.list()) {
      if (other.metadata().deletionTimestamp() != null && overlap(changed, other)) {
        loop.queue().add(Key.of(other));
      }
    }
  }

  private void freed(IPAddress address) {
    for (ServiceCIDR range : ranges.list()) {
      if (parsed(range).stream().anyMatch(each -> each.contains(address.metadata().name()))) {
        loop.queue().add(Key.of(range));
      }
    }
  }

  private static List<Range> parsed(ServiceCIDR object) {
    return object.spec().cidrs().stream().map(Range::parse).filter(Objects::nonNull).toList();
  }

  private static boolean overlap(ServiceCIDR one, ServiceCIDR other) {
    return parsed(one).stream().anyMatch(each -> parsed(other).stream().anyMatch(each::overlaps));
  }

  @Override
  public String name() {
    return "service-cidr-controller";
  }

  /// The queue of ranges and its worker.
  public ReconcileLoop<Key> loop() {
    return loop;
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void close() {
    loop.close();
  }

  private Reconciled reconcile(Key key) {
    ServiceCIDR range = ranges.get(key);
    if (range == null) {
      return Reconciled.done();
    }
    Time deleted = range.metadata().deletionTimestamp();
    boolean held = range.metadata().finalizers().contains(FINALIZER);
    if (deleted != null) {
      return held ? delete(range, deleted.instant()) : Reconciled.done();
    }
    if (!held) {
      List<String> finalizers = new ArrayList<>(range.metadata().finalizers());
      finalizers.add(FINALIZER);
      range = write(range, finalizers);
    }
    ready(range, "True", "", "Kubernetes Service CIDR is ready");
    return Reconciled.done();
  }

  private Reconciled delete(ServiceCIDR range, Instant since) {
    if (isNeeded(range)) {
      ready(
          range,
          "False",
          "Terminating",
          "There are still IPAddresses referencing the ServiceCIDR, please remove them or create a"
              + " new ServiceCIDR");
      return Reconciled.done();
    }
    Duration left = Duration.between(clock.instant(), since.plus(GRACE));
    if (left.isPositive()) {
      return Reconciled.again(left);
    }
    List<String> finalizers = new ArrayList<>(range.metadata().finalizers());
    finalizers.remove(FINALIZER);
    try {
      write(range, finalizers);
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
    return Reconciled.done();
  }

  /// Whether there is an address that no other range covers.
  private boolean isNeeded(ServiceCIDR range) {
    List<Range> own = parsed(range);
    List<Range> others =
        ranges.list().stream()
            .filter(
                other ->
                    other.metadata().deletionTimestamp() == null
                        && !other.metadata().uid().equals(range.metadata().uid()))
            .flatMap(other -> parsed(other).stream())
            .toList();
    for (IPAddress address : addresses.list()) {
      String name = address.metadata().name();
      if (ALLOCATOR.equals(address.metadata().labels().get(MANAGED_BY))
          && own.stream().anyMatch(each -> each.contains(name))
          && others.stream().noneMatch(each -> each.contains(name))) {
        return true;
      }
    }
    return false;
  }

  private ServiceCIDR write(ServiceCIDR range, List<String> finalizers) {
    return client
        .resources(SERVICE_CIDR)
        .update(range.with(b -> b.metadata(m -> m.finalizers(finalizers))));
  }

  private void ready(ServiceCIDR range, String status, String reason, String message) {
    for (Condition condition : range.status().conditions()) {
      if (condition.type().equals("Ready")
          && condition.status().equals(status)
          && condition.reason().equals(reason)) {
        return;
      }
    }
    List<Condition> conditions = new ArrayList<>(range.status().conditions());
    conditions.removeIf(condition -> condition.type().equals("Ready"));
    conditions.add(
        Condition.builder()
            .type("Ready")
            .status(status)
            .reason(reason)
            .message(message)
            .lastTransitionTime(new Time(clock.instant()))
            .build());
    client
        .resources(SERVICE_CIDR)
        .updateStatus(range.with(b -> b.status(s -> s.conditions(conditions))));
  }
}
