package io.kubejar.store.etcd;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The members of etcd that are known, in the order in which they are asked.
///
/// Connections follow it: one that is in use stays as long as its member is listed.
public final class EtcdEndpoints {
  private final Set<Runnable> followers = ConcurrentHashMap.newKeySet();
  private volatile List<URI> all;

  private EtcdEndpoints(List<URI> all) {
    this.all = List.copyOf(all);
  }

  /// Members of which the first is asked as long as it answers.
  ///
  /// @throws IllegalArgumentException when there is none
  public static EtcdEndpoints inOrder(List<URI> endpoints) {
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("etcd has to have an endpoint");
    }
    return new EtcdEndpoints(endpoints);
  }

  /// Members in an order of this process's own, so that clients spread over them.
  static EtcdEndpoints shuffled(List<URI> endpoints) {
    List<URI> order = new ArrayList<>(endpoints);
    Collections.shuffle(order);
    return inOrder(order);
  }

  public List<URI> all() {
    return all;
  }

  /// Says which members there are from now on; nothing happens when there is none, or they are the
  /// same.
  public void replace(List<URI> endpoints) {
    if (endpoints.isEmpty() || endpoints.equals(all)) {
      return;
    }
    all = List.copyOf(endpoints);
    followers.forEach(Runnable::run);
  }

  void follow(Runnable follower) {
    followers.add(follower);
  }

  void leave(Runnable follower) {
    followers.remove(follower);
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
