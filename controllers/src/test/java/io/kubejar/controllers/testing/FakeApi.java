package io.kubejar.controllers.testing;

import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.ListMeta;
import io.kubejar.api.meta.v1.ObjectList;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.meta.v1.Status;
import io.kubejar.api.value.Time;
import io.kubejar.client.Collection;
import io.kubejar.client.Key;
import io.kubejar.client.Patch;
import io.kubejar.client.Request;
import io.kubejar.client.Transport;
import io.kubejar.client.Watch;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.patch.JsonPatch;
import io.kubejar.wire.patch.MergePatch;
import io.kubejar.wire.patch.StrategicMerge;
import io.kubejar.wire.select.Fields;
import io.kubejar.wire.select.Labels;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An API in memory: objects of any kind with resource versions, status, finalizers, selectors,
/// patches and watches. No admission, and of validation nothing.
///
/// Generated names are a prefix and a running number. A pod with a node is only marked when it is
/// deleted, as a kubelet has to confirm it: see [#remove].
public final class FakeApi implements Transport {
  private final Map<Kind<?>, TreeMap<String, ApiObject>> stored = new HashMap<>();
  private final List<Change> history = new ArrayList<>();
  private final Set<Kind<?>> watchedKinds = new LinkedHashSet<>();
  private final List<FakeWatch<?>> watches = new ArrayList<>();
  private final List<Function<Request<?>, Optional<ApiException>>> refusals = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private final InstantSource clock;
  private long revision;
  private int names;

  /// A change at a revision.
  record Change(
      long revision, Kind<?> kind, @Nullable ApiObject old, ApiObject object, boolean gone) {}

  public FakeApi(InstantSource clock) {
    this.clock = clock;
  }

  /// Puts an object as it is, status included; uid and times are filled in when absent.
  public synchronized <T extends ApiObject> T put(Kind<T> kind, T object) {
    ObjectMeta meta = object.metadata();
    T old = find(kind, Key.of(object));
    T whole =
        kind.withMetadata(
            kind.defaults(object),
            meta.with(
                b ->
                    b.uid(meta.uid().isEmpty() ? uid(kind, meta.name()) : meta.uid())
                        .generation(Math.max(1, meta.generation()))
                        .creationTimestamp(
                            meta.creationTimestamp() == null ? now() : meta.creationTimestamp())));
    return store(kind, old, whole);
  }

  /// Changes an object from outside, such as a user or a kubelet does.
  public synchronized <T extends ApiObject> T change(
      Kind<T> kind, String namespace, String name, Function<T, T> change) {
    T old = existing(kind, namespace, name);
    T changed = kind.defaults(change.apply(old));
    boolean raises = kind.hasGeneration() && kind.raisesGeneration(changed, old);
    return store(
        kind,
        old,
        raises
            ? kind.withMetadata(
                changed,
                changed.metadata().with(b -> b.generation(old.metadata().generation() + 1)))
            : changed);
  }

  /// Takes an object away, whatever its finalizers and grace period are.
  public synchronized <T extends ApiObject> void remove(
      Kind<T> kind, String namespace, String name) {
    erase(kind, existing(kind, namespace, name));
  }

  public synchronized <T extends ApiObject> T existing(
      Kind<T> kind, String namespace, String name) {
    T found = find(kind, new Key(namespace, name));
    if (found == null) {
      throw Answers.notFound(kind, name);
    }
    return found;
  }

  public synchronized <T extends ApiObject> @Nullable T find(Kind<T> kind, Key key) {
    return kind(kind).get(key.toString());
  }

  /// All objects of a kind, sorted by namespace and name.
  public synchronized <T extends ApiObject> List<T> all(Kind<T> kind) {
    return List.copyOf(kind(kind).values());
  }

  /// Answers some requests with a refusal.
  public synchronized void refuse(Function<Request<?>, Optional<ApiException>> refusal) {
    refusals.add(refusal);
  }

  /// Ends all refusals.
  public synchronized void refuseNothing() {
    refusals.clear();
  }

  /// What was written: `CREATE pods web-00001`, `UPDATE pods/status web-00001`.
  public synchronized List<String> log() {
    return List.copyOf(log);
  }

  public synchronized long revision() {
    return revision;
  }

  /// The kinds that informers follow, or begin to.
  synchronized List<Kind<?>> watched() {
    return List.copyOf(watchedKinds);
  }

  @SuppressWarnings("unchecked") // objects are stored under their kinds
  private <T extends ApiObject> TreeMap<String, T> kind(Kind<T> kind) {
    return (TreeMap<String, T>) stored.computeIfAbsent(kind, _ -> new TreeMap<>());
  }

  private static String uid(Kind<?> kind, String name) {
    return kind.names().singular() + "-" + name + "-uid";
  }

  private Time now() {
    return new Time(clock.instant());
  }

  private <T extends ApiObject> T store(Kind<T> kind, @Nullable T old, T object) {
    if (old != null
        && old.equals(
            kind.withMetadata(
                object,
                object
                    .metadata()
                    .with(b -> b.resourceVersion(old.metadata().resourceVersion()))))) {
      return old;
    }
    T versioned = versioned(kind, object);
    kind(kind).put(Key.of(versioned).toString(), versioned);
    publish(new Change(revision, kind, old, versioned, false));
    return versioned;
  }

  private <T extends ApiObject> T versioned(Kind<T> kind, T object) {
    revision++;
    return kind.withMetadata(
        object, object.metadata().with(b -> b.resourceVersion(Long.toString(revision))));
  }

  private <T extends ApiObject> void erase(Kind<T> kind, T object) {
    T last = versioned(kind, object);
    kind(kind).remove(Key.of(object).toString());
    publish(new Change(revision, kind, object, last, true));
  }

  private void publish(Change change) {
    history.add(change);
    watches.forEach(watch -> watch.offer(change));
  }

  @Override
  public synchronized <R> R send(Request<R> request) {
    for (var refusal : refusals) {
      Optional<ApiException> answer = refusal.apply(request);
      if (answer.isPresent()) {
        throw answer.get();
      }
    }
    Object result = answer(request.kind(), request);
    if (request.verb() != Request.Verb.GET) {
      log.add(text(request, result));
    }
    return cast(result);
  }

  private static String text(Request<?> request, Object result) {
    String name = result instanceof ApiObject o ? o.metadata().name() : request.name();
    return request.verb()
        + " "
        + request.kind().names().plural()
        + (request.subresource().isEmpty() ? "" : "/" + request.subresource())
        + " "
        + name;
  }

  @SuppressWarnings("unchecked") // the caller of a request knows its result
  private static <R> R cast(Object result) {
    return (R) result;
  }

  @SuppressWarnings("unchecked") // the body of a create or update is of the request's kind
  private <T extends ApiObject> Object answer(Kind<T> kind, Request<?> request) {
    Object body = request.body() == null ? null : request.body().value();
    return switch (request.verb()) {
      case GET -> existing(kind, request.namespace(), request.name());
      case CREATE ->
          request.subresource().isEmpty()
              ? create(kind, request.namespace(), (T) need(body))
              : Status.builder().status("Success").build();
      case UPDATE -> {
        T object = (T) need(body);
        T old = existing(kind, request.namespace(), object.metadata().name());
        yield update(kind, request.subresource(), object, old);
      }
      case PATCH -> patch(kind, request, (Patch) need(body));
      case DELETE -> {
        delete(
            kind,
            existing(kind, request.namespace(), request.name()),
            body instanceof DeleteOptions options ? options : DeleteOptions.builder().build());
        yield true;
      }
      case DELETE_COLLECTION -> {
        for (T object : all(kind)) {
          if (request.namespace().isEmpty()
              || request.namespace().equals(object.metadata().namespace())) {
            delete(kind, object, DeleteOptions.builder().build());
          }
        }
        yield true;
      }
    };
  }

  private static Object need(@Nullable Object body) {
    if (body == null) {
      throw new IllegalArgumentException("no body");
    }
    return body;
  }

  private <T extends ApiObject> T create(Kind<T> kind, String namespace, T object) {
    ObjectMeta given = object.metadata();
    String name =
        given.name().isEmpty() ? given.generateName() + "%05d".formatted(++names) : given.name();
    if (find(kind, new Key(namespace, name)) != null) {
      throw Answers.alreadyExists(kind, name);
    }
    T named =
        kind.withMetadata(
            object,
            given.with(
                b ->
                    b.name(name)
                        .namespace(namespace)
                        .uid(uid(kind, name) + "-" + (revision + 1))
                        .generation(1)
                        .creationTimestamp(now())));
    return store(kind, null, pending(kind.prepareCreate(kind.defaults(named))));
  }

  @SuppressWarnings("unchecked") // a pod stays a pod
  private static <T extends ApiObject> T pending(T object) {
    return object instanceof Pod pod
        ? (T) pod.with(p -> p.status(s -> s.phase("Pending")))
        : object;
  }

  private <T extends ApiObject> T update(Kind<T> kind, String subresource, T object, T old) {
    ObjectMeta given = object.metadata();
    if (!given.resourceVersion().isEmpty()
        && !given.resourceVersion().equals(old.metadata().resourceVersion())) {
      throw Answers.conflict(kind, given.name());
    }
    if (!given.uid().isEmpty() && !given.uid().equals(old.metadata().uid())) {
      throw Answers.conflict(kind, given.name());
    }
    T next =
        switch (subresource) {
          case "status" -> kind.prepareStatusUpdate(object, old);
          case "finalize" -> object;
          default -> kind.prepareUpdate(kind.defaults(object), old);
        };
    boolean raises =
        subresource.isEmpty() && kind.hasGeneration() && kind.raisesGeneration(next, old);
    ObjectMeta was = old.metadata();
    T whole =
        kind.withMetadata(
            next,
            next.metadata()
                .with(
                    b ->
                        b.uid(was.uid())
                            .creationTimestamp(was.creationTimestamp())
                            .deletionTimestamp(was.deletionTimestamp())
                            .generation(was.generation() + (raises ? 1 : 0))));
    if (was.deletionTimestamp() != null
        && whole.metadata().finalizers().isEmpty()
        && !(was.finalizers().isEmpty() && subresource.isEmpty())
        && !waitsForKubelet(whole)
        && !hasContent(whole)) {
      erase(kind, whole);
      return whole;
    }
    return store(kind, old, whole);
  }

  private <T extends ApiObject> T patch(Kind<T> kind, Request<?> request, Patch patch) {
    T old = existing(kind, request.namespace(), request.name());
    JsonValue tree = JsonValue.parse(JsonEncoder.encode(kind.codec(), old));
    byte[] document = patch.document().toArray();
    JsonValue.Obj original = (JsonValue.Obj) tree;
    JsonValue patched =
        switch (patch.type()) {
          case STRATEGIC ->
              StrategicMerge.apply(original, StrategicMerge.parse(document), kind.codec().schema());
          case MERGE -> MergePatch.apply(original, MergePatch.parse(document));
          case JSON -> JsonPatch.parse(document).apply(tree);
          case APPLY -> throw new UnsupportedOperationException("apply");
        };
    T next = JsonDecoder.decodeTree(kind.codec(), patched).value();
    return update(kind, request.subresource(), next, old);
  }

  private static boolean waitsForKubelet(ApiObject object) {
    return object instanceof Pod pod
        && !pod.spec().nodeName().isEmpty()
        && !pod.status().phase().equals("Succeeded")
        && !pod.status().phase().equals("Failed");
  }

  private static boolean hasContent(ApiObject object) {
    return object instanceof Namespace namespace && !namespace.spec().finalizers().isEmpty();
  }

  private <T extends ApiObject> void delete(Kind<T> kind, T object, DeleteOptions options) {
    ObjectMeta meta = object.metadata();
    if (options.preconditions() != null) {
      String uid = options.preconditions().uid();
      String version = options.preconditions().resourceVersion();
      if ((uid != null && !uid.equals(meta.uid()))
          || (version != null && !version.equals(meta.resourceVersion()))) {
        throw Answers.conflict(kind, meta.name());
      }
    }
    List<String> finalizers = new ArrayList<>(meta.finalizers());
    switch (options.propagationPolicy() == null ? "" : options.propagationPolicy()) {
      case "Foreground" -> finalizers.add("foregroundDeletion");
      case "Orphan" -> finalizers.add("orphan");
      default -> {}
    }
    boolean now = options.gracePeriodSeconds() != null && options.gracePeriodSeconds() == 0;
    if (finalizers.isEmpty() && !hasContent(object) && (now || !waitsForKubelet(object))) {
      erase(kind, object);
      return;
    }
    store(
        kind,
        object,
        kind.withMetadata(
            object,
            meta.with(
                b ->
                    b.finalizers(finalizers.stream().distinct().toList())
                        .deletionTimestamp(
                            meta.deletionTimestamp() == null ? now() : meta.deletionTimestamp()))));
  }

  @Override
  public synchronized <T extends ApiObject> ObjectList<T> list(Collection<T> collection) {
    if (collection.namespace().isEmpty()) {
      watchedKinds.add(collection.kind()); // an informer's list, which its watch follows
    }
    Predicate<Object> selected = selection(collection);
    List<T> items = all(collection.kind()).stream().filter(selected).toList();
    return new ObjectList<>(
        ListMeta.builder().resourceVersion(Long.toString(revision)).build(), items);
  }

  @Override
  public synchronized <T extends ApiObject> Watch<T> watch(Collection<T> collection) {
    FakeWatch<T> watch = new FakeWatch<>(collection.kind(), selection(collection));
    String from = collection.options().resourceVersion();
    for (Change change : history) {
      if (!from.isEmpty() && change.revision() > Long.parseLong(from)) {
        watch.offer(change);
      }
    }
    watches.add(watch);
    return watch;
  }

  private static <T extends ApiObject> Predicate<Object> selection(Collection<T> collection) {
    Labels labels = Labels.parse(collection.options().labelSelector());
    Fields fields = Fields.parse(collection.options().fieldSelector());
    return any -> {
      @SuppressWarnings("unchecked") // only objects of the collection's kind are asked about
      T object = (T) any;
      ObjectMeta meta = object.metadata();
      return (collection.namespace().isEmpty() || collection.namespace().equals(meta.namespace()))
          && labels.matches(meta.labels())
          && fields.matches(name -> field(collection.kind(), object, name));
    };
  }

  private static <T extends ApiObject> String field(Kind<T> kind, T object, String name) {
    return switch (name) {
      case "metadata.name" -> object.metadata().name();
      case "metadata.namespace" -> object.metadata().namespace();
      default -> {
        for (SelectableField<T> field : kind.selectableFields()) {
          if (field.path().equals(name)) {
            yield String.valueOf(field.value().apply(object));
          }
        }
        throw new IllegalArgumentException("no selectable field " + name);
      }
    };
  }

  @Override
  public synchronized void close() {
    watches.forEach(FakeWatch::close);
  }
}
