package io.kubejar.cluster.network;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeAddress;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.client.EventHandler;
import io.kubejar.client.Informer;
import io.kubejar.client.Informers;
import io.kubejar.client.Lister;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The ways from this machine to the pods of others: a route to each node's range of addresses by
/// the node's own address, which all have to reach directly.
///
/// The node's own range, once the cluster has given it one, is told to whoever makes the pods'
/// network.
public final class PodRoutes implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.kubejar.cluster");
  private static final int LOOK_SECONDS = 30;

  private final Lister<Node> nodes;
  private final String ownName;
  private final String ownAddress;
  private final OwnRange ownRange;
  private final Semaphore changes = new Semaphore(1);
  private final Map<String, String> routes = new HashMap<>();
  private final Thread thread;
  private volatile boolean closed;
  private String installed = "";

  /// Makes the network of this node's pods.
  public interface OwnRange {
    void install(String range) throws IOException, InterruptedException;
  }

  private PodRoutes(Informer<Node> informer, String ownName, String ownAddress, OwnRange ownRange) {
    this.nodes = informer.lister();
    this.ownName = ownName;
    this.ownAddress = ownAddress;
    this.ownRange = ownRange;
    this.thread = Thread.ofVirtual().name("pod-routes").unstarted(this::run);
    informer.addHandler(
        new EventHandler<>() {
          @Override
          public void added(Node node) {
            changes.release();
          }

          @Override
          public void updated(Node before, Node node) {
            if (!before.spec().podCIDR().equals(node.spec().podCIDR())
                || !address(before).equals(address(node))) {
              changes.release();
            }
          }

          @Override
          public void deleted(Node node) {
            changes.release();
          }
        });
  }

  /// Begins to keep the routes.
  ///
  /// @param ownName under which name this machine is a node
  /// @param ownAddress the node's address
  public static PodRoutes start(
      Informers informers, String ownName, String ownAddress, OwnRange ownRange) {
    PodRoutes routes = new PodRoutes(informers.of(NodeKind.NODE), ownName, ownAddress, ownRange);
    routes.thread.start();
    return routes;
  }

  private void run() {
    try {
      while (!closed) {
        changes.tryAcquire(LOOK_SECONDS, TimeUnit.SECONDS);
        changes.drainPermits();
        try {
          look();
        } catch (IOException e) {
          LOG.log(WARNING, "the ways to other nodes' pods: {0}", e.getMessage());
        }
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private void look() throws IOException, InterruptedException {
    Map<String, String> wanted = new HashMap<>();
    for (Node node : nodes.list()) {
      String range = node.spec().podCIDR();
      if (range.isEmpty()) {
        continue;
      }
      if (node.metadata().name().equals(ownName)) {
        if (!range.equals(installed)) {
          ownRange.install(range);
          installed = range;
        }
      } else {
        String address = address(node);
        if (!address.isEmpty() && !address.equals(ownAddress)) {
          wanted.put(range, address);
        }
      }
    }
    for (Map.Entry<String, String> route : wanted.entrySet()) {
      if (!route.getValue().equals(routes.get(route.getKey()))) {
        IpCommand.require("route", "replace", route.getKey(), "via", route.getValue());
        routes.put(route.getKey(), route.getValue());
        LOG.log(DEBUG, "pods of {0} by {1}", route.getKey(), route.getValue());
      }
    }
    for (String range : java.util.List.copyOf(routes.keySet())) {
      if (!wanted.containsKey(range)) {
        IpCommand.attempt("route", "delete", range, "via", String.valueOf(routes.remove(range)));
      }
    }
  }

  private static String address(Node node) {
    return node.status().addresses().stream()
        .filter(each -> each.type().equals("InternalIP"))
        .map(NodeAddress::address)
        .findFirst()
        .orElse("");
  }

  /// Ends the following; the routes stay, as the pods do.
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes the routes into a cluster's pods away that lead to other machines.
  ///
  /// @param podRange the addresses of all pods
  public static void removeAll(String podRange) throws IOException, InterruptedException {
    for (String line : IpCommand.attempt("route", "show", "root", podRange).lines().toList()) {
      String[] words = line.strip().split(" ");
      if (words.length > 2 && words[1].equals("via")) {
        IpCommand.attempt("route", "delete", words[0], "via", words[2]);
      }
    }
  }
}
