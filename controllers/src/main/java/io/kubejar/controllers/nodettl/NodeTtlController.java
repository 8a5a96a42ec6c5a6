package io.kubejar.controllers.nodettl;

import static io.kubejar.api.core.v1.NodeKind.NODE;

import io.kubejar.api.core.v1.Node;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.client.Patch;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.util.List;

/// Annotates nodes with how many seconds they may keep what they read: the more nodes there are,
/// the longer.
public final class NodeTtlController implements Controller {
  private static final String ANNOTATION = "node.alpha.kubernetes.io/ttl";

  /// A step of the scale; neighbours overlap so that a node more or less changes nothing twice.
  private record Step(int least, int most, int seconds) {}

  private static final List<Step> STEPS =
      List.of(
          new Step(0, 100, 0),
          new Step(90, 500, 15),
          new Step(450, 1_000, 30),
          new Step(900, 2_000, 60),
          new Step(1_800, 10_000, 300),
          new Step(9_000, Integer.MAX_VALUE, 600));

  private final Client client;
  private final Lister<Node> nodes;
  private final ReconcileLoop<Key> loop;
  private int step;

  public NodeTtlController(ControllerContext context) {
    Informer<Node> informer = context.informers().of(NODE);
    this.client = context.client();
    this.nodes = informer.lister();
    this.loop = ReconcileLoop.of(name(), 1, context, List.of(informer), this::reconcile);
    informer.addHandler(Changes.of(node -> loop.queue().add(Key.of(node))));
  }

  @Override
  public String name() {
    return "ttl-controller";
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

  private Reconciled reconcile(Key key) {
    int seconds = seconds(nodes.list().size());
    Node node = nodes.get(key);
    String text = Integer.toString(seconds);
    if (node != null && !text.equals(node.metadata().annotations().get(ANNOTATION))) {
      client
          .resources(NODE)
          .patch(
              key.name(),
              Patch.strategic(
                  "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(ANNOTATION, text)));
    }
    return Reconciled.done();
  }

  /// The one worker's step of the scale, which it leaves only when the count leaves it.
  private int seconds(int count) {
    while (count > STEPS.get(step).most()) {
      step++;
    }
    while (count < STEPS.get(step).least()) {
      step--;
    }
    return STEPS.get(step).seconds();
  }
}
