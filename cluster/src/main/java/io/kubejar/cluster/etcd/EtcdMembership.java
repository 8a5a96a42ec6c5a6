package io.kubejar.cluster.etcd;

import io.kubejar.cli.UserException;
import io.kubejar.store.StoreException;
import io.kubejar.store.etcd.EtcdCluster;
import io.kubejar.store.etcd.EtcdCluster.Member;
import io.kubejar.store.etcd.EtcdEndpoints;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// How a machine's etcd becomes part of the cluster of all members, and leaves it.
///
/// What goes wrong is told in a line; what was begun is taken back by [#abandon()].
public final class EtcdMembership {
  private static final Duration START = Duration.ofMinutes(1);
  private static final Duration CATCH_UP = Duration.ofMinutes(5);
  private static final Duration OTHERS = Duration.ofMinutes(5);
  private static final Duration SETTLE = Duration.ofSeconds(30);
  private static final Duration QUIETLY = Duration.ofSeconds(5);
  private static final Duration SHORT_LOOK = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final EtcdMember member;
  private final EtcdEndpoints endpoints;
  private final Consumer<String> said;
  private long added;

  /// @param said what people are told while it goes on
  public EtcdMembership(EtcdMember member, Consumer<String> said) throws IOException {
    this.member = member;
    this.said = said;
    List<URI> all = new ArrayList<>(List.of(EtcdMember.LOCAL));
    all.addAll(member.files().others());
    this.endpoints = EtcdEndpoints.inOrder(all);
  }

  /// The members that the server asks, the one of this machine first.
  public EtcdEndpoints endpoints() {
    return endpoints;
  }

  /// Where clients on other machines reach the member of this one.
  public URI client() {
    return member.client();
  }

  /// An etcd that runs beside this process, and goes on when this is closed.
  public interface Beside extends AutoCloseable {
    @Override
    void close();
  }

  /// Refuses to go on where something is in the way of a new member.
  public void requireRoom() throws IOException {
    if (member.files().data().toFile().exists()) {
      throw new UserException(
          "%s holds the data of another etcd; kubejar reset deletes it"
              .formatted(member.files().data()));
    }
    EtcdProgram.requireVersion(member.binary());
    EtcdProgram.requirePorts(member.address());
  }

  /// Begins a new cluster with this member.
  public Beside found() throws IOException, InterruptedException {
    EtcdDaemon daemon = EtcdDaemon.start(member, new EtcdMember.Origin.First());
    return ready(daemon, START);
  }

  /// Becomes one more member of a cluster: at first one that only listens, then one with a vote.
  ///
  /// @param others where members are reached
  public Beside join(List<URI> others) throws IOException, InterruptedException {
    member.certificates();
    EtcdDaemon daemon;
    if (others.isEmpty()) {
      throw new UserException(
          "the cluster's config map kubeadm-config names no member of its etcd");
    }
    try (EtcdCluster cluster = EtcdCluster.open(member.files().settings(others))) {
      removeRemains(cluster);
      added = patiently(SETTLE, "the etcd takes no further member", () -> add(cluster)).id();
      daemon = EtcdDaemon.start(member, new EtcdMember.Origin.Further(peers(cluster)));
      promote(cluster, daemon);
      List<URI> known = MemberFollower.others(member, cluster.members());
      member.files().note(known);
      List<URI> order = new ArrayList<>(List.of(EtcdMember.LOCAL));
      order.addAll(known);
      endpoints.replace(order);
    } catch (StoreException e) {
      throw new UserException("the members at %s: %s".formatted(others, e.getMessage()));
    }
    return ready(daemon, START);
  }

  /// What an attempt before this one has left in the cluster.
  private void removeRemains(EtcdCluster cluster) {
    for (Member each : cluster.members()) {
      boolean same = each.peers().contains(member.peer());
      if (same && (each.learner() || each.name().isEmpty())) {
        cluster.remove(each.id());
      } else if (same || each.name().equals(member.name())) {
        throw new UserException(
            ("etcd has a member \"%s\" at %s already; where that machine is gone for good, take it"
                    + " out on a server: kubejar etcd remove %s")
                .formatted(each.name(), each.peers().getFirst(), each.name()));
      }
    }
  }

  private Optional<Member> add(EtcdCluster cluster) {
    return Optional.of(cluster.add(member.peer(), true));
  }

  private List<EtcdMember.Peer> peers(EtcdCluster cluster) {
    List<EtcdMember.Peer> peers = new ArrayList<>();
    for (Member each : cluster.members()) {
      String name = each.name().isEmpty() ? "unnamed-" + Long.toHexString(each.id()) : each.name();
      each.peers()
          .forEach(
              url ->
                  peers.add(new EtcdMember.Peer(each.id() == added ? member.name() : name, url)));
    }
    return peers;
  }

  private void promote(EtcdCluster cluster, EtcdDaemon daemon) throws InterruptedException {
    patiently(
        CATCH_UP,
        "etcd does not catch up with the other members",
        () -> {
          if (!daemon.isAlive()) {
            throw new UserException("etcd does not start" + EtcdDaemon.lastWords(member.files()));
          }
          return cluster.promote(added) ? Optional.of(true) : Optional.empty();
        });
  }

  private interface Attempt<R> {
    Optional<R> make();
  }

  /// Tries something until it succeeds: members that were just added, or lost their leader, refuse
  /// for a while.
  private static <R> R patiently(Duration limit, String failure, Attempt<R> attempt)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    String reason = "";
    while (System.nanoTime() - deadline < 0) {
      try {
        Optional<R> result = attempt.make();
        if (result.isPresent()) {
          return result.get();
        }
      } catch (StoreException e) {
        reason = ": " + e.getMessage();
      }
      Thread.sleep(PAUSE);
    }
    throw new UserException(failure + reason);
  }

  /// Starts the member again, or takes it over, and waits until most members are together.
  public Beside resume() throws IOException, InterruptedException {
    boolean runs = EtcdDaemon.running(member.files()).isPresent();
    if (!runs) {
      if (!member.files().hasData()) {
        throw new UserException(
            "%s lacks the data of this machine's etcd; delete the rest with kubejar reset and join"
                    .formatted(member.files().root())
                + " the cluster again");
      }
      EtcdProgram.requirePorts(member.address());
    }
    EtcdDaemon daemon = EtcdDaemon.start(member, new EtcdMember.Origin.Kept()).supervise();
    try {
      await(daemon, OTHERS, endpoints.all().size() > 1);
      return daemon;
    } catch (IOException | InterruptedException | RuntimeException e) {
      daemon.close();
      throw e;
    }
  }

  private Beside ready(EtcdDaemon daemon, Duration limit) throws IOException, InterruptedException {
    await(daemon, limit, false);
    return daemon.supervise();
  }

  /// @param others whether other members may answer where the one here does not
  private void await(EtcdDaemon daemon, Duration limit, boolean others)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    boolean told = false;
    try (EtcdCluster cluster =
        EtcdCluster.open(member.files().settings(endpoints.all()), endpoints)) {
      while (true) {
        try {
          cluster.requireMost();
          return;
        } catch (StoreException e) {
          long waited = System.nanoTime() - begin;
          if (!others && !daemon.isAlive()) {
            throw new UserException("etcd does not start" + EtcdDaemon.lastWords(member.files()));
          }
          if (waited > limit.toNanos()) {
            throw new UserException(
                "most members of etcd do not answer (%s); its log is %s"
                    .formatted(e.getMessage(), member.files().log()));
          }
          if (others && !told && waited > QUIETLY.toNanos()) {
            said.accept("Waiting for most members of etcd to be there, of " + endpoints);
            told = true;
          }
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  /// Fills a cluster anew that has this member only, with what a backup holds.
  ///
  /// @param fill is given the etcd while it is empty
  public static void refill(EtcdMember member, Consumer<String> said, Refill fill)
      throws IOException, InterruptedException {
    EtcdProgram.requirePorts(member.address());
    var membership = new EtcdMembership(member, said);
    try (Beside _ = membership.found()) {
      fill.run();
    } finally {
      EtcdDaemon.stop(member.files());
    }
  }

  /// What is done with an etcd that has begun.
  public interface Refill {
    void run() throws IOException, InterruptedException;
  }

  /// Keeps the list of members true from now on.
  ///
  /// @param told of all members' addresses for clients whenever they change
  public AutoCloseable follow(Consumer<List<URI>> told) throws IOException {
    return MemberFollower.start(member, endpoints, told);
  }

  /// Takes back what a beginning or joining that failed has done.
  public void abandon() throws IOException, InterruptedException {
    if (added != 0) {
      leaving(cluster -> added, _ -> {});
    }
    EtcdDaemon.stop(member.files());
  }

  /// Takes this machine's member out of the cluster, unless it is the last one.
  ///
  /// @param said what people are told when that can't be done
  public static void leave(EtcdMember member, Consumer<String> said) throws IOException {
    new EtcdMembership(member, said)
        .leaving(
            cluster -> {
              List<Member> all = cluster.members();
              boolean others = all.stream().anyMatch(each -> !member.isAt(each) && !each.learner());
              return others
                  ? all.stream().filter(member::isAt).map(Member::id).findFirst().orElse(0L)
                  : 0;
            },
            said);
  }

  private interface Which {
    long of(EtcdCluster cluster);
  }

  private void leaving(Which which, Consumer<String> told) throws IOException {
    List<URI> order = new ArrayList<>(endpoints.all());
    order.remove(EtcdMember.LOCAL);
    order.add(EtcdMember.LOCAL);
    try (EtcdCluster cluster = EtcdCluster.open(member.files().settings(order))) {
      patiently(
          SETTLE,
          "most of them do not agree",
          () -> {
            long id = which.of(cluster);
            if (id != 0) {
              cluster.remove(id);
            }
            return Optional.of(true);
          });
    } catch (UserException e) {
      told.accept(
          "The etcd of the other machines still counts on this one (%s); see there: kubejar etcd"
                  .formatted(e.getMessage())
              + " members");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether most members of a machine's cluster answer, as far as a short look shows.
  public static boolean hasMost(EtcdMember member) throws IOException {
    List<URI> all = new ArrayList<>(List.of(EtcdMember.LOCAL));
    all.addAll(member.files().others());
    try (EtcdCluster cluster = EtcdCluster.open(member.files().settings(all))) {
      cluster.requireMost(SHORT_LOOK);
      return true;
    } catch (StoreException e) {
      return false;
    }
  }

  /// Ends the etcd of a machine.
  public static void stop(EtcdFiles files) throws IOException, InterruptedException {
    EtcdDaemon.stop(files);
  }
}
