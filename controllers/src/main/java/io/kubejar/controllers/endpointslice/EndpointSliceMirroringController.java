package io.kubejar.controllers.endpointslice;

import io.kubejar.api.core.v1.EndpointAddress;
import io.kubejar.api.core.v1.EndpointSubset;
import io.kubejar.api.core.v1.Endpoints;
import io.kubejar.api.core.v1.EndpointsKind;
import io.kubejar.api.core.v1.Service;
import io.kubejar.api.core.v1.ServiceKind;
import io.kubejar.api.discovery.v1.Endpoint;
import io.kubejar.api.discovery.v1.EndpointConditions;
import io.kubejar.api.discovery.v1.EndpointPort;
import io.kubejar.api.discovery.v1.EndpointSlice;
import io.kubejar.api.discovery.v1.EndpointSliceKind;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.Owners;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import io.kubejar.controllers.runtime.TriggerTimes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Mirrors into slices the Endpoints that users write for services without a selector.
public final class EndpointSliceMirroringController implements Controller {
  private static final String MANAGED_BY = "endpointslicemirroring-controller.k8s.io";
  private static final String SKIP = "endpointslice.kubernetes.io/skip-mirror";
  private static final String LEADER = "control-plane.alpha.kubernetes.io/leader";
  private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final int CAPACITY = 1_000;

  private final Lister<Service> services;
  private final Lister<Endpoints> endpoints;
  private final SliceWriter slices;
  private final ReconcileLoop<Key> loop;

  public EndpointSliceMirroringController(ControllerContext context) {
    Informer<Service> serviceInformer = context.informers().of(ServiceKind.SERVICE);
    Informer<Endpoints> endpointsInformer = context.informers().of(EndpointsKind.ENDPOINTS);
    Informer<EndpointSlice> sliceInformer =
        context.informers().of(EndpointSliceKind.ENDPOINT_SLICE);
    this.services = serviceInformer.lister();
    this.endpoints = endpointsInformer.lister();
    this.loop =
        ReconcileLoop.of(
            name(),
            5,
            context,
            List.of(serviceInformer, endpointsInformer, sliceInformer),
            this::reconcile);
    this.slices =
        new SliceWriter(
            context.client(), sliceInformer, context.clock(), MANAGED_BY, loop.queue()::add);
    serviceInformer.addHandler(Changes.of(each -> loop.queue().add(Key.of(each))));
    endpointsInformer.addHandler(Changes.of(each -> loop.queue().add(Key.of(each))));
  }

  @Override
  public String name() {
    return "endpointslice-mirroring-controller";
  }

  /// The queue of Endpoints and its workers.
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
    if (!slices.isCurrent(key)) {
      return Reconciled.done();
    }
    Endpoints source = endpoints.get(key);
    Slicing.Plan plan = new Slicing.Plan();
    if (source != null && isMirrored(source, services.get(key))) {
      for (String type : List.of("IPv4", "IPv6")) {
        List<EndpointSlice> existing =
            slices.of(key).stream().filter(each -> each.addressType().equals(type)).toList();
        Slicing.Plan ofType =
            new Slicing(template(source), type, CAPACITY, false)
                .plan(existing, wanted(source, type.equals("IPv6")));
        plan.creates().addAll(ofType.creates());
        plan.updates().addAll(ofType.updates());
        plan.deletes().addAll(ofType.deletes());
      }
    } else {
      plan.deletes().addAll(slices.of(key));
    }
    slices.write(key.namespace(), plan, null, false);
    return Reconciled.done();
  }

  private static boolean isMirrored(Endpoints source, @Nullable Service service) {
    return service != null
        && service.spec().selector().isEmpty()
        && source.metadata().deletionTimestamp() == null
        && !"true".equals(source.metadata().labels().get(SKIP))
        && !source.metadata().annotations().containsKey(LEADER);
  }

  private static Map<List<EndpointPort>, List<Endpoint>> wanted(Endpoints source, boolean ipv6) {
    Map<List<EndpointPort>, List<Endpoint>> wanted = new LinkedHashMap<>();
    for (EndpointSubset subset : source.subsets()) {
      List<EndpointPort> ports =
          subset.ports().stream()
              .map(
                  port ->
                      EndpointPort.builder()
                          .name(port.name())
                          .port(port.port())
                          .protocol(port.protocol().isEmpty() ? "TCP" : port.protocol())
                          .appProtocol(port.appProtocol())
                          .build())
              .toList();
      List<Endpoint> all = new ArrayList<>();
      subset.addresses().forEach(each -> add(all, each, ipv6, true));
      subset.notReadyAddresses().forEach(each -> add(all, each, ipv6, false));
      if (!all.isEmpty()) {
        wanted.computeIfAbsent(ports, _ -> new ArrayList<>()).addAll(all);
      }
    }
    return wanted;
  }

  private static void add(
      List<Endpoint> all, EndpointAddress address, boolean ipv6, boolean ready) {
    if (address.ip().contains(":") == ipv6) {
      all.add(
          Endpoint.builder()
              .addresses(address.ip())
              .conditions(EndpointConditions.builder().ready(ready).build())
              .hostname(address.hostname().isEmpty() ? null : address.hostname())
              .targetRef(address.targetRef())
              .nodeName(address.nodeName())
              .build());
    }
  }

  private static ObjectMeta template(Endpoints source) {
    Map<String, String> annotations = new HashMap<>(source.metadata().annotations());
    annotations.remove(TriggerTimes.ANNOTATION);
    annotations.remove(APPLIED);
    String name = source.metadata().name();
    return ObjectMeta.builder()
        .generateName(name + "-")
        .namespace(source.metadata().namespace())
        .labels(Slicing.labels(source.metadata().labels(), name, MANAGED_BY, false))
        .annotations(annotations)
        .ownerReferences(Owners.reference(EndpointsKind.ENDPOINTS, source))
        .build();
  }
}
