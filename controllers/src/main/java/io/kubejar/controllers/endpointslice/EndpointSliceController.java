package io.kubejar.controllers.endpointslice;

import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.discovery.v1.EndpointSlice;
import io.kubejar.api.discovery.v1.EndpointSliceKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.value.Time;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.Owners;
import io.kubejar.controllers.runtime.Pods;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import io.kubejar.controllers.runtime.ServicePods;
import io.kubejar.controllers.runtime.TriggerTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Keeps, for each service with a selector, slices of its pods' addresses.
///
/// A pod that becomes ready, or ceases to be, is in the slices one queue hop later.
public final class EndpointSliceController implements Controller {
  private static final String MANAGED_BY = "endpointslice-controller.k8s.io";
  private static final int CAPACITY = 100;

  private final EventRecorder events;
  private final Lister<Service> services;
  private final Lister<Pod> pods;
  private final Lister<Node> nodes;
  private final SliceWriter slices;
  private final TriggerTimes triggers = new TriggerTimes();
  private final ReconcileLoop<Key> loop;

  public EndpointSliceController(ControllerContext context) {
    Informer<Service> serviceInformer = context.informers().of(ServiceKind.SERVICE);
    Informer<Pod> podInformer = Pods.indexByNode(context.informers().of(PodKind.POD));
    Informer<Node> nodeInformer = context.informers().of(NodeKind.NODE);
    Informer<EndpointSlice> sliceInformer =
        context.informers().of(EndpointSliceKind.ENDPOINT_SLICE);
    this.events = context.events(name());
    this.services = serviceInformer.lister();
    this.pods = podInformer.lister();
    this.nodes = nodeInformer.lister();
    this.loop =
        ReconcileLoop.of(
            name(),
            5,
            context,
            List.of(serviceInformer, podInformer, nodeInformer, sliceInformer),
            this::reconcile);
    this.slices =
        new SliceWriter(
            context.client(), sliceInformer, context.clock(), MANAGED_BY, loop.queue()::add);
    serviceInformer.addHandler(Changes.of(service -> loop.queue().add(Key.of(service))));
    podInformer.addHandler(ServicePods.handler(services, loop.queue()::add));
    nodeInformer.addHandler(Changes.of(this::nodeChanged, this::nodeChanged, this::nodeChanged));
  }

  @Override
  public String name() {
    return "endpoint-slice-controller";
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

  private void nodeChanged(Node old, Node node) {
    if (!Objects.equals(
        old.metadata().labels().get(ServiceEndpoints.ZONE),
        node.metadata().labels().get(ServiceEndpoints.ZONE))) {
      nodeChanged(node);
    }
  }

  private void nodeChanged(Node node) {
    var handler = ServicePods.handler(services, loop.queue()::add);
    Pods.onNode(pods, node.metadata().name()).forEach(handler::added);
  }

  private Reconciled reconcile(Key key) {
    Service service = services.get(key);
    if (service == null) {
      triggers.forget(key);
      return Reconciled.done();
    }
    if (!ServicePods.selects(service) || !slices.isCurrent(key)) {
      return Reconciled.done();
    }
    List<Pod> backends = ServicePods.of(service, pods);
    Time trigger = triggers.since(service, backends);
    try {
      slices.write(
          key.namespace(),
          plan(service, backends),
          trigger,
          service.metadata().deletionTimestamp() != null);
    } catch (ApiException e) {
      if (!e.isConflict()) {
        events.warning(
            ServiceKind.SERVICE,
            service,
            "FailedToUpdateEndpointSlices",
            "Error updating Endpoint Slices for Service %s: %s".formatted(key, e.getMessage()));
      }
      throw e;
    }
    return Reconciled.done();
  }

  private Slicing.Plan plan(Service service, List<Pod> backends) {
    List<String> types =
        service.spec().ipFamilies().isEmpty() ? List.of("IPv4") : service.spec().ipFamilies();
    List<EndpointSlice> existing = new ArrayList<>(slices.of(Key.of(service)));
    Slicing.Plan all = new Slicing.Plan();
    ServiceEndpoints endpoints = new ServiceEndpoints(service, nodes);
    for (String type : types) {
      List<EndpointSlice> ofType =
          existing.stream().filter(slice -> slice.addressType().equals(type)).toList();
      existing.removeAll(ofType);
      Slicing.Plan plan =
          new Slicing(template(service), type, CAPACITY, true)
              .plan(ofType, endpoints.of(backends, type));
      all.creates().addAll(plan.creates());
      all.updates().addAll(plan.updates());
      all.deletes().addAll(plan.deletes());
    }
    all.deletes().addAll(existing);
    return all;
  }

  private static ObjectMeta template(Service service) {
    String name = service.metadata().name();
    return ObjectMeta.builder()
        .generateName(name + "-")
        .namespace(service.metadata().namespace())
        .labels(
            Slicing.labels(
                service.metadata().labels(), name, MANAGED_BY, !ServicePods.hasClusterIp(service)))
        .ownerReferences(Owners.reference(ServiceKind.SERVICE, service))
        .build();
  }
}
