package io.kubejar.cluster.etcd;

import io.kubejar.cli.UserException;
import io.kubejar.store.StoreException;
import io.kubejar.store.etcd.EtcdCluster;
import io.kubejar.store.etcd.EtcdCluster.Member;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// What people see and do of the members of the etcd beside the servers.
public final class MemberTable implements AutoCloseable {
  private static final String ROW = "%-16s  %-20s  %-28s  %s";

  private final EtcdMember own;
  private final EtcdCluster cluster;

  /// @param own the member of this machine
  public MemberTable(EtcdMember own) throws IOException {
    this.own = own;
    List<URI> all = new ArrayList<>(List.of(EtcdMember.LOCAL));
    all.addAll(own.files().others());
    this.cluster = EtcdCluster.open(own.files().settings(all));
  }

  private List<Member> members() {
    try {
      return cluster.members();
    } catch (StoreException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    }
  }

  /// A line for each, below one that says what they are.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(ROW.formatted("ID", "NAME", "ADDRESS", "ROLE"));
    for (Member each : members()) {
      String role = each.name().isEmpty() ? "never started" : each.learner() ? "learner" : "voter";
      lines.add(
          ROW.formatted(id(each), each.name(), each.peers().getFirst(), role).stripTrailing());
    }
    return lines;
  }

  private static String id(Member member) {
    return Long.toHexString(member.id());
  }

  /// Takes one out.
  ///
  /// @param name its name or its id
  /// @throws UserException when there is none of that name, it is this machine's, or the others
  ///   can't decide without it
  public void remove(String name) {
    List<Member> found =
        members().stream().filter(it -> it.name().equals(name) || id(it).equals(name)).toList();
    if (found.size() != 1) {
      throw new UserException(
          found.isEmpty()
              ? "etcd has no member \"%s\"".formatted(name)
              : "etcd has several members \"%s\"; name one by its id".formatted(name));
    }
    Member member = found.getFirst();
    if (own.isAt(member)) {
      throw new UserException(
          "\"%s\" is this machine's own member; it leaves with kubejar reset".formatted(name));
    }
    try {
      cluster.remove(member.id());
    } catch (StoreException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    cluster.close();
  }
}
