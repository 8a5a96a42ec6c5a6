package io.kubejar.controllers.nodeipam;

import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.client.Patch;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Gives each node a part of the cluster's pod networks: a `/24`, or a `/64` of IPv6.
public final class NodeIpamController implements Controller {
  private final Client client;
  private final EventRecorder events;
  private final List<CidrSet> networks;
  private final Lister<Node> nodes;
  private final ReconcileLoop<Key> loop;

  /// A controller of one cluster network, or of one per IP family.
  ///
  /// @param clusterCidrs such as `10.244.0.0/16`
  public NodeIpamController(ControllerContext context, List<String> clusterCidrs) {
    Informer<Node> informer = context.informers().of(NodeKind.NODE);
    this.client = context.client();
    this.events = context.events("cidrAllocator");
    this.networks =
        clusterCidrs.stream().map(cidr -> new CidrSet(cidr, cidr.contains(":") ? 64 : 24)).toList();
    this.nodes = informer.lister();
    this.loop = ReconcileLoop.of(name(), 1, context, List.of(informer), this::reconcile);
    informer.addHandler(Changes.of(this::seen, (_, node) -> seen(node), this::release));
  }

  @Override
  public String name() {
    return "node-ipam-controller";
  }

  /// The queue of nodes and its worker.
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

  private void seen(Node node) {
    if (node.spec().podCIDRs().isEmpty()) {
      loop.queue().add(Key.of(node));
    } else {
      node.spec().podCIDRs().forEach(cidr -> networks.forEach(each -> each.occupy(cidr)));
    }
  }

  private void release(Node node) {
    node.spec().podCIDRs().forEach(cidr -> networks.forEach(each -> each.release(cidr)));
  }

  private Reconciled reconcile(Key key) {
    Node known = nodes.get(key);
    if (known == null || !known.spec().podCIDRs().isEmpty()) {
      return Reconciled.done();
    }
    Optional<Node> live = client.resources(NodeKind.NODE).find(key.name());
    if (live.isEmpty() || !live.get().spec().podCIDRs().isEmpty()) {
      return Reconciled.done();
    }
    List<String> cidrs = new ArrayList<>();
    boolean written = false;
    try {
      for (CidrSet network : networks) {
        Optional<String> cidr = network.allocate();
        if (cidr.isEmpty()) {
          events.normal(
              NodeKind.NODE,
              known,
              "CIDRNotAvailable",
              "Node %s status is now: CIDRNotAvailable".formatted(key.name()));
          return Reconciled.retry("no free pod CIDR");
        }
        cidrs.add(cidr.get());
      }
      String list = cidrs.stream().map(cidr -> '"' + cidr + '"').collect(Collectors.joining(","));
      client
          .resources(NodeKind.NODE)
          .patch(
              key.name(),
              Patch.strategic(
                  "{\"spec\":{\"podCIDR\":\"%s\",\"podCIDRs\":[%s]}}"
                      .formatted(cidrs.getFirst(), list)));
      written = true;
      return Reconciled.done();
    } finally {
      if (!written) {
        cidrs.forEach(cidr -> networks.forEach(each -> each.release(cidr)));
      }
    }
  }
}
