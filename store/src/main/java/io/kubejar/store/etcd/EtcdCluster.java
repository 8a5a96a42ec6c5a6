package io.kubejar.store.etcd;

import io.grpc.StatusRuntimeException;
import io.kubejar.store.UnavailableException;
import io.kubejar.store.etcd.v3.MemberAddRequest;
import io.kubejar.store.etcd.v3.MemberListRequest;
import io.kubejar.store.etcd.v3.MemberPromoteRequest;
import io.kubejar.store.etcd.v3.MemberRemoveRequest;
import io.kubejar.store.etcd.v3.RangeRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The members of an etcd, and how they come and go.
///
/// Every call tells by [UnavailableException] that it was refused or that no member answers.
public final class EtcdCluster implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final EtcdConnection connection;

  /// A member of etcd.
  ///
  /// @param name empty for one that was added and has never started
  /// @param peers where the other members reach it
  /// @param clients where clients do
  /// @param learner whether it only listens as yet
  public record Member(long id, String name, List<URI> peers, List<URI> clients, boolean learner) {
    public Member {
      peers = List.copyOf(peers);
      clients = List.copyOf(clients);
    }
  }

  private EtcdCluster(EtcdConnection connection) {
    this.connection = connection;
  }

  /// @throws IOException when the certificates can't be read
  public static EtcdCluster open(EtcdSettings settings) throws IOException {
    return open(settings, EtcdEndpoints.inOrder(settings.endpoints()));
  }

  /// @param endpoints in which order members are asked, instead of those of the settings
  /// @throws IOException when the certificates can't be read
  public static EtcdCluster open(EtcdSettings settings, EtcdEndpoints endpoints)
      throws IOException {
    return new EtcdCluster(new EtcdConnection(settings, endpoints));
  }

  private interface Call<A> {
    A make();
  }

  private static <A> A answer(Call<A> call) {
    try {
      return call.make();
    } catch (StatusRuntimeException e) {
      throw new UnavailableException("etcd: " + EtcdFailures.reason(e.getStatus()), e);
    }
  }

  public List<Member> members() {
    return answer(
        () ->
            connection
                .within(
                    ANSWER,
                    EtcdMethods.MEMBERS,
                    MemberListRequest.newBuilder().setLinearizable(true).build())
                .getMembersList()
                .stream()
                .map(EtcdCluster::member)
                .toList());
  }

  private static Member member(io.kubejar.store.etcd.v3.Member member) {
    return new Member(
        member.getID(),
        member.getName(),
        member.getPeerURLsList().stream().map(URI::create).toList(),
        member.getClientURLsList().stream().map(URI::create).toList(),
        member.getIsLearner());
  }

  /// The member that others reach at an address.
  public Optional<Member> at(URI peer) {
    return members().stream().filter(each -> each.peers().contains(peer)).findFirst();
  }

  /// Adds a member, which has to be started next.
  ///
  /// @param learner whether it has no vote until it is promoted
  public Member add(URI peer, boolean learner) {
    return member(
        answer(
                () ->
                    connection.once(
                        EtcdMethods.ADD_MEMBER,
                        MemberAddRequest.newBuilder()
                            .addPeerURLs(peer.toString())
                            .setIsLearner(learner)
                            .build()))
            .getMember());
  }

  /// Gives a learner its vote.
  ///
  /// @return false when it has not caught up with the others yet
  public boolean promote(long id) {
    try {
      connection.once(
          EtcdMethods.PROMOTE_MEMBER, MemberPromoteRequest.newBuilder().setID(id).build());
      return true;
    } catch (StatusRuntimeException e) {
      String reason = EtcdFailures.reason(e.getStatus());
      if (reason.contains("can only promote a learner member which is in sync")) {
        return false;
      }
      throw new UnavailableException("etcd: " + reason, e);
    }
  }

  /// Takes a member out; it ends by itself when it runs.
  public void remove(long id) {
    answer(
        () ->
            connection.once(
                EtcdMethods.REMOVE_MEMBER, MemberRemoveRequest.newBuilder().setID(id).build()));
  }

  /// Sees whether most members are together, so that reads and writes succeed.
  ///
  /// @throws UnavailableException when they are not
  public void requireMost() {
    requireMost(ANSWER);
  }

  /// The same within a time.
  public void requireMost(Duration limit) {
    answer(
        () ->
            connection.within(
                limit,
                EtcdMethods.RANGE,
                RangeRequest.newBuilder()
                    .setKey(com.google.protobuf.ByteString.copyFrom(new byte[] {0}))
                    .setCountOnly(true)
                    .build()));
  }

  @Override
  public void close() {
    connection.close();
  }
}
