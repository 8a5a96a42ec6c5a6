package io.kubejar.client;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ListMeta;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.meta.v1.ObjectList;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.meta.v1.StatusCodec;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// An API server in memory: objects with revisions, watches, and refusals on demand.
///
/// Patches are merged as JSON, lists of objects with a `type` by that type. A pod's `binding` sets
/// its node.
public final class FakeApi implements Transport {
  private final Map<Kind<?>, Map<Key, ApiObject>> objects = new LinkedHashMap<>();
  private final List<Open<?>> watches = new CopyOnWriteArrayList<>();
  private final List<Request<?>> requests = new CopyOnWriteArrayList<>();
  private volatile Function<Request<?>, ApiException> refusal = request -> null;
  private volatile ApiException watchRefusal;
  private final AtomicInteger refusedWatches = new AtomicInteger();
  private volatile RuntimeException listFailure;
  private int lists;
  private long revision = 100;
  private long uids;

  /// Makes the function's answer the answer to requests for which it is not null.
  public void refuse(Function<Request<?>, ApiException> next) {
    refusal = next;
  }

  /// Makes watches fail until set to null.
  public void refuseWatches(ApiException failure) {
    watchRefusal = failure;
  }

  /// How many watches were refused so far.
  public int refusedWatches() {
    return refusedWatches.get();
  }

  /// Makes lists fail until set to null.
  public void refuseLists(RuntimeException failure) {
    listFailure = failure;
  }

  public synchronized int lists() {
    return lists;
  }

  public int openWatches() {
    return watches.size();
  }

  /// The requests carried out, in order.
  public List<Request<?>> requests() {
    return requests;
  }

  /// Ends all watches as a server does when their time is over.
  public void endWatches() {
    watches.forEach(Open::close);
  }

  /// Ends all watches with an error.
  public void failWatches(RuntimeException failure) {
    watches.forEach(watch -> watch.events.add(failure));
  }

  public static ApiException error(int code, String reason) {
    return new ApiException(
        Status.builder().status("Failure").code(code).reason(reason).message(reason).build());
  }

  /// The objects of a kind, in the order in which they were created.
  @SuppressWarnings("unchecked")
  public synchronized <T extends ApiObject> List<T> all(Kind<T> kind) {
    return (List<T>) List.copyOf(of(kind).values());
  }

  @SuppressWarnings("unchecked")
  public synchronized <T extends ApiObject> T get(Kind<T> kind, String namespace, String name) {
    return (T) of(kind).get(new Key(namespace, name));
  }

  private Map<Key, ApiObject> of(Kind<?> kind) {
    return objects.computeIfAbsent(kind, k -> new LinkedHashMap<>());
  }

  /// Creates or replaces an object.
  @SuppressWarnings("unchecked")
  public synchronized <T extends ApiObject> T put(Kind<T> kind, T object) {
    T old = (T) of(kind).get(Key.of(object));
    String uid = object.metadata().uid();
    if (uid.isEmpty()) {
      uid = old == null ? "uid-" + ++uids : old.metadata().uid();
    }
    T stored = stamped(kind, object, uid);
    of(kind).put(Key.of(object), stored);
    publish(kind, old == null ? new WatchEvent.Added<>(stored) : new WatchEvent.Modified<>(stored));
    return stored;
  }

  /// Deletes an object without telling the watches, as happens while a client is away.
  public synchronized <T extends ApiObject> void deleteQuietly(Kind<T> kind, Key key) {
    of(kind).remove(key);
    revision++;
  }

  @SuppressWarnings("unchecked")
  public synchronized <T extends ApiObject> void delete(Kind<T> kind, Key key) {
    T old = (T) of(kind).remove(key);
    if (old == null) {
      throw error(404, "NotFound");
    }
    publish(kind, new WatchEvent.Deleted<>(stamped(kind, old, old.metadata().uid())));
  }

  private <T extends ApiObject> T stamped(Kind<T> kind, T object, String uid) {
    JsonValue.Obj tree = tree(kind.codec(), object);
    JsonValue.Obj metadata =
        tree.object("metadata")
            .with("uid", JsonValue.of(uid))
            .with("resourceVersion", JsonValue.of(Long.toString(++revision)));
    return parse(kind.codec(), tree.with("metadata", metadata));
  }

  private static <T> JsonValue.Obj tree(ObjectCodec<T> codec, T object) {
    return (JsonValue.Obj) JsonValue.parse(JsonEncoder.encode(codec, object));
  }

  private static <T> T parse(ObjectCodec<T> codec, JsonValue.Obj tree) {
    return JsonDecoder.decode(
        codec, JsonEncoder.encode(io.kubejar.wire.json.JsonValueCodec.INSTANCE, tree));
  }

  /// Sends a bookmark to all watches of a kind.
  @SuppressWarnings("unchecked")
  public synchronized <T extends ApiObject> void bookmark(Kind<T> kind) {
    publish(kind, new WatchEvent.Bookmark<>(Long.toString(++revision), false));
  }

  private <T extends ApiObject> void publish(Kind<T> kind, WatchEvent<T> event) {
    for (Open<?> watch : watches) {
      if (watch.kind == kind) {
        watch.events.add(event);
      }
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public <R> R send(Request<R> request) {
    ApiException refused = refusal.apply(request);
    requests.add(request);
    if (refused != null) {
      throw refused;
    }
    return (R) carryOut((Kind<ApiObject>) request.kind(), request);
  }

  private synchronized Object carryOut(Kind<ApiObject> kind, Request<?> request) {
    Key key = new Key(request.namespace(), request.name());
    ApiObject known = of(kind).get(key);
    boolean create = request.verb() == Request.Verb.CREATE;
    if (known == null && !(create && request.subresource().isEmpty())) {
      throw error(404, "NotFound");
    }
    Object body = request.body() == null ? null : request.body().value();
    return switch (request.verb()) {
      case GET -> known;
      case CREATE -> {
        if (!request.subresource().isEmpty()) {
          yield below(kind, known, body, request.subresource());
        }
        ApiObject fresh = (ApiObject) body;
        if (of(kind).containsKey(Key.of(fresh))) {
          throw error(409, "AlreadyExists");
        }
        yield put(kind, fresh);
      }
      case UPDATE -> {
        String expected = ((ApiObject) body).metadata().resourceVersion();
        if (!expected.isEmpty() && !expected.equals(known.metadata().resourceVersion())) {
          throw error(409, "Conflict");
        }
        yield put(kind, (ApiObject) body);
      }
      case PATCH -> {
        JsonValue patch = JsonValue.parse(((Patch) body).document().toArray());
        yield put(
            kind, parse(kind.codec(), (JsonValue.Obj) merge(tree(kind.codec(), known), patch)));
      }
      case DELETE, DELETE_COLLECTION -> {
        delete(kind, key);
        yield true;
      }
    };
  }

  private Object below(Kind<ApiObject> kind, ApiObject known, Object body, String subresource) {
    if (subresource.equals("binding")) {
      String node = ((io.kubejar.api.core.v1.Binding) body).target().name();
      JsonValue.Obj tree = tree(kind.codec(), known);
      JsonValue.Obj spec = tree.object("spec").with("nodeName", JsonValue.of(node));
      put(kind, parse(kind.codec(), tree.with("spec", spec)));
    }
    return StatusCodec.INSTANCE.zero();
  }

  private static JsonValue merge(JsonValue old, JsonValue patch) {
    if (old instanceof JsonValue.Obj into && patch instanceof JsonValue.Obj from) {
      JsonValue.Obj merged = into;
      for (var member : from.members().entrySet()) {
        JsonValue before = into.get(member.getKey());
        merged =
            merged.with(
                member.getKey(),
                before == null ? member.getValue() : merge(before, member.getValue()));
      }
      return merged;
    }
    if (old instanceof JsonValue.Array into && patch instanceof JsonValue.Array from) {
      Map<String, JsonValue> byType = new LinkedHashMap<>();
      for (JsonValue item : into.items()) {
        byType.put(((JsonValue.Obj) item).text("type"), item);
      }
      for (JsonValue item : from.items()) {
        byType.merge(((JsonValue.Obj) item).text("type"), item, FakeApi::merge);
      }
      return new JsonValue.Array(new ArrayList<>(byType.values()));
    }
    return patch;
  }

  @Override
  @SuppressWarnings("unchecked")
  public synchronized <T extends ApiObject> ObjectList<T> list(Collection<T> collection) {
    lists++;
    if (listFailure != null) {
      throw listFailure;
    }
    List<T> items = new ArrayList<>();
    for (ApiObject object : of(collection.kind()).values()) {
      if (collection.namespace().isEmpty()
          || collection.namespace().equals(object.metadata().namespace())) {
        items.add((T) object);
      }
    }
    return new ObjectList<>(
        ListMeta.builder().resourceVersion(Long.toString(revision)).build(), items);
  }

  @Override
  public synchronized <T extends ApiObject> Watch<T> watch(Collection<T> collection) {
    ApiException refused = watchRefusal;
    if (refused != null) {
      refusedWatches.incrementAndGet();
      throw refused;
    }
    Open<T> watch = new Open<>(collection.kind());
    if (Long.parseLong(collection.options().resourceVersion()) < revision) {
      // what happened meanwhile is told as changes of what is there
      for (ApiObject object : of(collection.kind()).values()) {
        if (Long.parseLong(object.metadata().resourceVersion())
            > Long.parseLong(collection.options().resourceVersion())) {
          watch.events.add(new WatchEvent.Modified<>(object));
        }
      }
    }
    watches.add(watch);
    return watch;
  }

  @Override
  public void close() {
    endWatches();
  }

  private final class Open<T extends ApiObject> implements Watch<T> {
    private static final Object END = new Object();
    private final Kind<T> kind;
    private final LinkedBlockingQueue<Object> events = new LinkedBlockingQueue<>();

    Open(Kind<T> kind) {
      this.kind = kind;
    }

    @Override
    @SuppressWarnings("unchecked")
    public WatchEvent<T> next() throws InterruptedException {
      Object next = events.take();
      if (next instanceof RuntimeException failure) {
        throw failure;
      }
      return next == END ? null : (WatchEvent<T>) next;
    }

    @Override
    public void close() {
      watches.remove(this);
      events.add(END);
    }
  }
}
