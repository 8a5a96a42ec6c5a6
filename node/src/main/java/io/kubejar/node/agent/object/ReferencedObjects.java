package io.kubejar.node.agent.object;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ListOptions;
import io.kubejar.client.Client;
import io.kubejar.client.EventHandler;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Objects of one kind that pods refer to by name, each followed by a watch of its own for as long
/// as a pod needs it. A node may read only what its pods refer to, hence one by one.
public final class ReferencedObjects<T extends ApiObject> implements AutoCloseable {
  private static final Duration FIRST_LOOK = Duration.ofSeconds(10);

  private final Client client;
  private final Kind<T> kind;
  private final Map<Key, Followed<T>> followed = new HashMap<>();

  private record Followed<T extends ApiObject>(Informer<T> informer, Map<String, Runnable> users) {}

  public ReferencedObjects(Client client, Kind<T> kind) {
    this.client = client;
    this.kind = kind;
  }

  /// The object, followed from now on for the pod.
  ///
  /// @param podUid who needs it
  /// @param changed runs after each change of the object, also when it comes or goes; must be quick
  /// @throws IllegalStateException when the API server did not answer in time
  public Optional<T> get(Key key, String podUid, Runnable changed) {
    Informer<T> informer = follow(key, podUid, changed);
    try {
      if (!informer.awaitSync(FIRST_LOOK)) {
        throw new IllegalStateException(
            "failed to sync "
                + kind.names().singular()
                + " cache: timed out waiting for the condition");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return Optional.ofNullable(informer.lister().get(key));
  }

  private synchronized Informer<T> follow(Key key, String podUid, Runnable changed) {
    Followed<T> entry = followed.get(key);
    if (entry == null) {
      ListOptions only = ListOptions.builder().fieldSelector("metadata.name=" + key.name()).build();
      entry = new Followed<>(new Informer<>(client, kind, key.namespace(), only), new HashMap<>());
      entry.informer().addHandler(new Notifier(key)).start();
      followed.put(key, entry);
    }
    entry.users().put(podUid, changed);
    return entry.informer();
  }

  /// Ends what a pod needs.
  public void release(String podUid) {
    Map<Key, Informer<T>> unused = new HashMap<>();
    synchronized (this) {
      followed
          .entrySet()
          .removeIf(
              entry -> {
                entry.getValue().users().remove(podUid);
                boolean last = entry.getValue().users().isEmpty();
                if (last) {
                  unused.put(entry.getKey(), entry.getValue().informer());
                }
                return last;
              });
    }
    unused.values().forEach(Informer::close);
  }

  private synchronized Iterable<Runnable> users(Key key) {
    Followed<T> entry = followed.get(key);
    return entry == null ? java.util.List.of() : java.util.List.copyOf(entry.users().values());
  }

  @Override
  public void close() {
    Map<Key, Followed<T>> all;
    synchronized (this) {
      all = new HashMap<>(followed);
      followed.clear();
    }
    all.values().forEach(entry -> entry.informer().close());
  }

  private final class Notifier implements EventHandler<T> {
    private final Key key;

    Notifier(Key key) {
      this.key = key;
    }

    @Override
    public void added(T object) {
      tell();
    }

    @Override
    public void updated(T old, T object) {
      tell();
    }

    @Override
    public void deleted(T object) {
      tell();
    }

    private void tell() {
      users(key).forEach(Runnable::run);
    }
  }
}
