package io.kubejar.cluster.etcd;

import io.kubejar.store.StoreException;
import io.kubejar.store.etcd.EtcdCluster;
import io.kubejar.store.etcd.EtcdCluster.Member;
import io.kubejar.store.etcd.EtcdEndpoints;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Asks etcd from time to time which members it has, so that the server knows whom to ask when the
/// member of its own machine is not there.
final class MemberFollower implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.kubejar.cluster.etcd");
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final EtcdMember member;
  private final EtcdEndpoints endpoints;
  private final Consumer<List<URI>> told;
  private final EtcdCluster cluster;
  private final Thread thread;
  private List<URI> last = List.of();

  private MemberFollower(EtcdMember member, EtcdEndpoints endpoints, Consumer<List<URI>> told)
      throws IOException {
    this.member = member;
    this.endpoints = endpoints;
    this.told = told;
    this.cluster = EtcdCluster.open(member.files().settings(endpoints.all()), endpoints);
    this.thread = Thread.ofVirtual().name("etcd-members").unstarted(this::run);
  }

  static MemberFollower start(EtcdMember member, EtcdEndpoints endpoints, Consumer<List<URI>> told)
      throws IOException {
    var follower = new MemberFollower(member, endpoints, told);
    follower.thread.start();
    return follower;
  }

  private void run() {
    try {
      while (true) {
        try {
          look();
        } catch (StoreException e) {
          LOG.log(Level.DEBUG, "the members of etcd are not known: {0}", e.getMessage());
        } catch (IOException | RuntimeException e) {
          LOG.log(Level.WARNING, "the members of etcd can''t be noted: {0}", e.getMessage());
        }
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  private void look() throws IOException {
    List<Member> all = cluster.members();
    List<URI> others = others(member, all);
    List<URI> order = new ArrayList<>();
    if (all.stream().anyMatch(member::isAt)) {
      order.add(EtcdMember.LOCAL);
    }
    order.addAll(others);
    endpoints.replace(order);
    if (!others.equals(member.files().others())) {
      member.files().note(others);
    }
    List<URI> everyone = all.stream().flatMap(each -> clients(each).stream()).sorted().toList();
    if (!everyone.equals(last)) {
      told.accept(everyone);
      last = everyone;
    }
  }

  /// Where clients reach the members that have a vote, but for one.
  static List<URI> others(EtcdMember own, List<Member> all) {
    return all.stream()
        .filter(each -> !own.isAt(each))
        .flatMap(each -> clients(each).stream())
        .sorted()
        .toList();
  }

  private static List<URI> clients(Member member) {
    return member.learner() ? List.of() : member.clients();
  }

  @Override
  public void close() {
    thread.interrupt();
    cluster.close();
  }
}
