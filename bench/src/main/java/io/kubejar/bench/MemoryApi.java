package io.kubejar.bench;

import io.kubejar.api.core.v1.Binding;
import io.kubejar.api.core.v1.Node;
import io.kubejar.api.core.v1.NodeKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ListMeta;
import io.kubejar.api.meta.v1.ObjectList;
import io.kubejar.api.meta.v1.StatusCodec;
import io.kubejar.client.Collection;
import io.kubejar.client.Request;
import io.kubejar.client.Transport;
import io.kubejar.client.Watch;
import io.kubejar.client.WatchEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// As much of an API as a scheduler needs, without a server's cost: nodes and pods to list, and
/// bindings that are told to the watch at once.
final class MemoryApi implements Transport {
  private final List<Node> nodes;
  private final Map<String, Pod> pods = new ConcurrentHashMap<>();
  private final List<Pod> listed;
  private final BlockingQueue<WatchEvent<Pod>> changes = new LinkedBlockingQueue<>();
  private final AtomicLong revision = new AtomicLong(1_000_000);
  private final CountDownLatch bound;

  MemoryApi(List<Node> nodes, List<Pod> pods) {
    this.nodes = nodes;
    this.listed = pods;
    this.bound = new CountDownLatch(pods.size());
    pods.forEach(pod -> this.pods.put(pod.metadata().name(), pod));
  }

  /// Waits until all pods have a node.
  void awaitBound() throws InterruptedException {
    bound.await();
  }

  @Override
  @SuppressWarnings("unchecked") // bindings are answered with a Status
  public <R> R send(Request<R> request) {
    Request.Body<?> body = request.body();
    if (body != null && body.value() instanceof Binding binding) {
      Pod placed =
          pods.computeIfPresent(
              request.name(),
              (name, pod) ->
                  pod.with(
                      b ->
                          b.metadata(
                                  m -> m.resourceVersion(Long.toString(revision.incrementAndGet())))
                              .spec(s -> s.nodeName(binding.target().name()))));
      if (placed != null) {
        changes.add(new WatchEvent.Modified<>(placed));
      }
      bound.countDown();
      return (R) StatusCodec.INSTANCE.zero();
    }
    return request.result().zero();
  }

  @Override
  @SuppressWarnings("unchecked") // each kind has its own list
  public <T extends ApiObject> ObjectList<T> list(Collection<T> collection) {
    List<? extends ApiObject> items = List.of();
    if (collection.kind() == NodeKind.NODE) {
      items = nodes;
    } else if (collection.kind() == PodKind.POD) {
      items = listed;
    }
    return new ObjectList<>(ListMeta.builder().resourceVersion("1000000").build(), (List<T>) items);
  }

  @Override
  public <T extends ApiObject> Watch<T> watch(Collection<T> collection) {
    return new Changes<>(collection.kind() == PodKind.POD ? changes : new LinkedBlockingQueue<>());
  }

  @Override
  public void close() {}

  private static final class Changes<T> implements Watch<T> {
    private final BlockingQueue<WatchEvent<Pod>> changes;

    Changes(BlockingQueue<WatchEvent<Pod>> changes) {
      this.changes = changes;
    }

    @Override
    @SuppressWarnings("unchecked") // only pods change
    public @Nullable WatchEvent<T> next() throws InterruptedException {
      return (WatchEvent<T>) changes.take();
    }

    @Override
    public void close() {}
  }
}
