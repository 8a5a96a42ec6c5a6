package io.kubejar.node.agent;

import io.kubejar.api.authentication.v1.TokenRequest;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.ListMeta;
import io.kubejar.api.meta.v1.ObjectList;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.value.Time;
import io.kubejar.client.Client;
import io.kubejar.client.Collection;
import io.kubejar.client.Request;
import io.kubejar.client.Transport;
import io.kubejar.client.Watch;
import io.kubejar.client.WatchEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// An API server of a few lines: objects in a map, watches as queues.
final class FakeApi implements Transport {
  private static final String END = "end";

  private final Supplier<Instant> now;
  private final Map<String, ApiObject> objects = new TreeMap<>();
  private final List<Following<?>> watches = new CopyOnWriteArrayList<>();
  private long revision = 1;
  private int tokens;

  FakeApi(Supplier<Instant> now) {
    this.now = now;
  }

  Client client() {
    return new Client(this);
  }

  <T extends ApiObject> T put(Kind<T> kind, T object) {
    return client().resources(kind, object.metadata().namespace()).create(object);
  }

  synchronized <T extends ApiObject> T change(
      Kind<T> kind, String namespace, String name, UnaryOperator<T> change) {
    T changed = change.apply(cast(kind, objects.get(key(kind, namespace, name))));
    return store(kind, changed, changed.metadata());
  }

  synchronized <T extends ApiObject> Optional<T> find(Kind<T> kind, String namespace, String name) {
    return Optional.ofNullable(objects.get(key(kind, namespace, name))).map(o -> cast(kind, o));
  }

  synchronized int tokensGiven() {
    return tokens;
  }

  @SuppressWarnings("unchecked") // keys begin with the kind
  private static <T extends ApiObject> T cast(Kind<T> kind, ApiObject object) {
    return (T) object;
  }

  private static String key(Kind<?> kind, String namespace, String name) {
    return kind.names().plural() + "/" + namespace + "/" + name;
  }

  @Override
  @SuppressWarnings("unchecked") // the caller's codec says what it expects
  public synchronized <R> R send(Request<R> request) {
    return (R) answer(request.kind(), request);
  }

  private <T extends ApiObject> Object answer(Kind<T> kind, Request<?> request) {
    String key = key(kind, request.namespace(), request.name());
    ApiObject known = objects.get(key);
    Object body = request.body() == null ? null : request.body().value();
    if (body instanceof TokenRequest asked) {
      tokens++;
      long life = asked.spec().expirationSeconds();
      return asked.with(
          b ->
              b.status(
                  s ->
                      s.token("token-" + tokens)
                          .expirationTimestamp(new Time(now.get().plusSeconds(life)))));
    }
    return switch (request.verb()) {
      case GET -> {
        if (known == null) {
          throw refusal("NotFound", 404, key);
        }
        yield known;
      }
      case CREATE -> {
        T object = cast(kind, (ApiObject) body);
        if (find(kind, request.namespace(), object.metadata().name()).isPresent()) {
          throw refusal("AlreadyExists", 409, key);
        }
        String uid =
            object.metadata().uid().isEmpty()
                ? "uid-" + object.metadata().name()
                : object.metadata().uid();
        yield store(
            kind,
            object,
            object.metadata().toBuilder()
                .uid(uid)
                .namespace(request.namespace())
                .generation(1)
                .creationTimestamp(new Time(now.get()))
                .build());
      }
      case UPDATE -> {
        if (known == null) {
          throw refusal("NotFound", 404, key);
        }
        T object = cast(kind, (ApiObject) body);
        if (!object.metadata().resourceVersion().equals(known.metadata().resourceVersion())) {
          throw refusal("Conflict", 409, key);
        }
        yield store(
            kind,
            request.subresource().equals("status")
                ? kind.codec().withStatusOf(cast(kind, known), object)
                : object,
            object.metadata());
      }
      case DELETE -> {
        if (known == null) {
          throw refusal("NotFound", 404, key);
        }
        delete(kind, key, cast(kind, known), (DeleteOptions) body);
        yield true;
      }
      case PATCH, DELETE_COLLECTION -> throw refusal("MethodNotAllowed", 405, key);
    };
  }

  private <T extends ApiObject> void delete(
      Kind<T> kind, String key, T known, DeleteOptions options) {
    Long grace = options.gracePeriodSeconds();
    boolean graceful = known instanceof Pod && (grace == null || grace > 0);
    if (graceful) {
      long seconds = grace == null ? 30 : grace;
      store(
          kind,
          known,
          known.metadata().toBuilder()
              .deletionTimestamp(new Time(now.get().plusSeconds(seconds)))
              .deletionGracePeriodSeconds(seconds)
              .build());
    } else {
      objects.remove(key);
      revision++;
      tell(kind, kind.withMetadata(known, revised(known.metadata())), Change.DELETED);
    }
  }

  private ObjectMeta revised(ObjectMeta metadata) {
    return metadata.toBuilder().resourceVersion(Long.toString(revision)).build();
  }

  private <T extends ApiObject> T store(Kind<T> kind, T object, ObjectMeta metadata) {
    revision++;
    T stored = kind.withMetadata(object, revised(metadata));
    ApiObject old = objects.put(key(kind, metadata.namespace(), metadata.name()), stored);
    tell(kind, stored, old == null ? Change.ADDED : Change.MODIFIED);
    return stored;
  }

  private enum Change {
    ADDED,
    MODIFIED,
    DELETED
  }

  private <T extends ApiObject> void tell(Kind<T> kind, T object, Change change) {
    for (Following<?> watch : watches) {
      if (watch.collection.kind() == kind && selected(watch.collection, object)) {
        watch.offer(object, change);
      }
    }
  }

  private static boolean selected(Collection<?> collection, ApiObject object) {
    if (!collection.namespace().isEmpty()
        && !collection.namespace().equals(object.metadata().namespace())) {
      return false;
    }
    String selector = collection.options().fieldSelector();
    if (selector.isEmpty()) {
      return true;
    }
    String[] parts = selector.split("=", 2);
    return switch (parts[0]) {
      case "metadata.name" -> parts[1].equals(object.metadata().name());
      case "spec.nodeName" -> object instanceof Pod pod && parts[1].equals(pod.spec().nodeName());
      default -> throw new IllegalArgumentException(selector);
    };
  }

  @Override
  public synchronized <T extends ApiObject> ObjectList<T> list(Collection<T> collection) {
    List<T> found = new ArrayList<>();
    String prefix = collection.kind().names().plural() + "/";
    objects.forEach(
        (key, object) -> {
          if (key.startsWith(prefix) && selected(collection, object)) {
            found.add(cast(collection.kind(), object));
          }
        });
    return new ObjectList<>(
        ListMeta.builder().resourceVersion(Long.toString(revision)).build(), found);
  }

  @Override
  public synchronized <T extends ApiObject> Watch<T> watch(Collection<T> collection) {
    Following<T> watch = new Following<>(collection);
    long since = Long.parseLong(collection.options().resourceVersion());
    for (T object : list(collection).items()) {
      if (Long.parseLong(object.metadata().resourceVersion()) > since) {
        watch.offer(object, Change.ADDED);
      }
    }
    watches.add(watch);
    return watch;
  }

  private static ApiException refusal(String reason, int code, String key) {
    return new ApiException(
        Status.builder().reason(reason).code(code).message(key + ": " + reason).build());
  }

  @Override
  public void close() {
    watches.forEach(Following::close);
  }

  private final class Following<T extends ApiObject> implements Watch<T> {
    private final Collection<T> collection;
    private final LinkedBlockingQueue<Object> events = new LinkedBlockingQueue<>();

    Following(Collection<T> collection) {
      this.collection = collection;
    }

    void offer(ApiObject object, Change change) {
      T typed = cast(collection.kind(), object);
      events.add(
          switch (change) {
            case ADDED -> new WatchEvent.Added<>(typed);
            case MODIFIED -> new WatchEvent.Modified<>(typed);
            case DELETED -> new WatchEvent.Deleted<>(typed);
          });
    }

    @Override
    @SuppressWarnings("unchecked") // only events of T are offered
    public WatchEvent<T> next() throws InterruptedException {
      Object event = events.take();
      return event == END ? null : (WatchEvent<T>) event;
    }

    @Override
    public void close() {
      watches.remove(this);
      events.add(END);
    }
  }
}
