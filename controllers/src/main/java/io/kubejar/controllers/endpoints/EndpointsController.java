package io.kubejar.controllers.endpoints;

import io.kubejar.api.core.v1.EndpointAddress;
import io.kubejar.api.core.v1.EndpointPort;
import io.kubejar.api.core.v1.Endpoints;
import io.kubejar.api.core.v1.EndpointsKind;
import io.kubejar.api.core.v1.ObjectReference;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.core.v1.ServicePort;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.Preconditions;
import io.kubejar.api.value.Time;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.OwnWrites;
import io.kubejar.controllers.runtime.PodControl;
import io.kubejar.controllers.runtime.Pods;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import io.kubejar.controllers.runtime.ServicePods;
import io.kubejar.controllers.runtime.TriggerTimes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps, for each service with a selector, the Endpoints of its name.
public final class EndpointsController implements Controller {
  private static final String HEADLESS = "service.kubernetes.io/headless";
  private static final String MANAGED_BY = "endpoints.kubernetes.io/managed-by";
  private static final String OVER_CAPACITY = "endpoints.kubernetes.io/over-capacity";

  private final Client client;
  private final EventRecorder events;
  private final Lister<Service> services;
  private final Lister<Pod> pods;
  private final Lister<Endpoints> endpoints;
  private final OwnWrites<Endpoints> writes;
  private final TriggerTimes triggers = new TriggerTimes();
  private final ReconcileLoop<Key> loop;

  public EndpointsController(ControllerContext context) {
    Informer<Service> serviceInformer = context.informers().of(ServiceKind.SERVICE);
    Informer<Pod> podInformer = context.informers().of(PodKind.POD);
    Informer<Endpoints> endpointsInformer = context.informers().of(EndpointsKind.ENDPOINTS);
    this.client = context.client();
    this.events = context.events(name());
    this.services = serviceInformer.lister();
    this.pods = podInformer.lister();
    this.endpoints = endpointsInformer.lister();
    this.writes = new OwnWrites<>(endpointsInformer, Key::of, context.clock());
    this.loop =
        ReconcileLoop.of(
            name(),
            5,
            context,
            List.of(serviceInformer, podInformer, endpointsInformer),
            this::reconcile);
    serviceInformer.addHandler(Changes.of(service -> loop.queue().add(Key.of(service))));
    podInformer.addHandler(ServicePods.handler(services, loop.queue()::add));
    endpointsInformer.addHandler(Changes.of(each -> loop.queue().add(Key.of(each))));
  }

  @Override
  public String name() {
    return "endpoint-controller";
  }

  /// The queue of services and its workers.
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
    if (!writes.areShown(key)) {
      return Reconciled.done();
    }
    Service service = services.get(key);
    Endpoints current = endpoints.get(key);
    if (service == null) {
      triggers.forget(key);
      if (current != null && isOurs(current)) {
        delete(current);
      }
      return Reconciled.done();
    }
    if (!ServicePods.selects(service)) {
      return Reconciled.done();
    }
    List<Pod> backends = ServicePods.of(service, pods);
    Time trigger = triggers.since(service, backends);
    Endpoints wanted = wanted(service, current, subsets(service, backends), trigger);
    if (current == null || !isSame(current, wanted)) {
      write(service, wanted, current == null);
    }
    return Reconciled.done();
  }

  /// Whether the object was made here; Endpoints without a service may be a user's own.
  private boolean isOurs(Endpoints object) {
    return name().equals(object.metadata().labels().get(MANAGED_BY))
        || object.metadata().annotations().containsKey(TriggerTimes.ANNOTATION);
  }

  private void delete(Endpoints object) {
    try {
      client
          .resources(EndpointsKind.ENDPOINTS, object.metadata().namespace())
          .delete(
              object.metadata().name(),
              DeleteOptions.builder()
                  .preconditions(Preconditions.builder().uid(object.metadata().uid()).build())
                  .build());
      writes.deleted(object);
    } catch (ApiException e) {
      if (!e.isNotFound() && !e.isConflict()) {
        throw e;
      }
    }
  }

  private static Subsets subsets(Service service, List<Pod> backends) {
    boolean tolerant = service.spec().publishNotReadyAddresses();
    boolean ipv6 = service.spec().ipFamilies().stream().findFirst().orElse("").equals("IPv6");
    Subsets subsets = new Subsets();
    for (Pod pod : backends) {
      List<String> addresses = ServicePods.addresses(pod, ipv6);
      if (!ServicePods.isReachable(pod, tolerant) || addresses.isEmpty()) {
        continue;
      }
      List<EndpointPort> ports = ports(service, pod);
      boolean portless = service.spec().ports().isEmpty() && !ServicePods.hasClusterIp(service);
      if (!ports.isEmpty() || portless) {
        subsets.add(
            address(service, pod, addresses.getFirst()), ports, tolerant || Pods.isReady(pod));
      }
    }
    return subsets;
  }

  private static List<EndpointPort> ports(Service service, Pod pod) {
    List<EndpointPort> ports = new ArrayList<>();
    for (ServicePort port : service.spec().ports()) {
      Integer number = ServicePods.targetPort(pod, port);
      if (number != null) {
        ports.add(
            EndpointPort.builder()
                .name(port.name())
                .port(number)
                .protocol(port.protocol())
                .appProtocol(port.appProtocol())
                .build());
      }
    }
    return ports;
  }

  private static EndpointAddress address(Service service, Pod pod, String ip) {
    String node = pod.spec().nodeName();
    return EndpointAddress.builder()
        .ip(ip)
        .hostname(ServicePods.hostname(service, pod))
        .nodeName(node.isEmpty() ? null : node)
        .targetRef(
            ObjectReference.builder()
                .kind("Pod")
                .namespace(pod.metadata().namespace())
                .name(pod.metadata().name())
                .uid(pod.metadata().uid())
                .build())
        .build();
  }

  private Endpoints wanted(
      Service service, @Nullable Endpoints current, Subsets subsets, @Nullable Time trigger) {
    Map<String, String> labels = new HashMap<>(service.metadata().labels());
    labels.remove(HEADLESS);
    if (!ServicePods.hasClusterIp(service)) {
      labels.put(HEADLESS, "");
    }
    labels.put(MANAGED_BY, name());
    Endpoints base =
        current != null
            ? current
            : Endpoints.builder()
                .metadata(
                    m ->
                        m.namespace(service.metadata().namespace()).name(service.metadata().name()))
                .build();
    Map<String, String> annotations = TriggerTimes.annotate(base.metadata().annotations(), trigger);
    annotations.remove(OVER_CAPACITY);
    if (subsets.isTooMany()) {
      annotations.put(OVER_CAPACITY, "truncated");
    }
    return base.with(
        b -> b.metadata(m -> m.labels(labels).annotations(annotations)).subsets(subsets.packed()));
  }

  private static boolean isSame(Endpoints current, Endpoints wanted) {
    return current.subsets().equals(wanted.subsets())
        && current.metadata().labels().equals(wanted.metadata().labels())
        && current.metadata().annotations().containsKey(OVER_CAPACITY)
            == wanted.metadata().annotations().containsKey(OVER_CAPACITY);
  }

  private void write(Service service, Endpoints wanted, boolean isNew) {
    var resources = client.resources(EndpointsKind.ENDPOINTS, service.metadata().namespace());
    try {
      writes.wrote(isNew ? resources.create(wanted) : resources.update(wanted));
    } catch (ApiException e) {
      if (PodControl.isNamespaceTerminating(e)) {
        return;
      }
      if (!e.isConflict()) {
        Key key = Key.of(service);
        events.warning(
            ServiceKind.SERVICE,
            service,
            isNew ? "FailedToCreateEndpoint" : "FailedToUpdateEndpoint",
            (isNew
                    ? "Failed to create endpoint for service %s: %s"
                    : "Failed to update endpoint %s: %s")
                .formatted(key, e.getMessage()));
      }
      throw e;
    }
  }
}
