package io.kubejar.server.registry;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.server.spi.CustomKind;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.storage.StoredForm;
import io.kubejar.wire.apply.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The objects of one kind: what is read of them and how they change.
///
/// Callers are authorized already; admission runs here. Refusals are [ApiException]s with
/// upstream's reasons and texts.
public final class Registry<T extends ApiObject> {
  private final Kind<T> kind;
  private final StoredForm<T> form;
  private final WatchCache<T> cache;
  private final Lister<T> lister;
  private final ObjectWriter<T> writer;
  private final Creation<T> creation;
  private final Updating<T> updating;
  private final Deleting<T> deleting;

  Registry(Kind<T> kind, Parts parts) {
    this(kind, parts, () -> shape(kind));
  }

  /// How apply sees objects of the kind.
  static Shape shape(Kind<?> kind) {
    return kind instanceof CustomKind custom ? custom.shape() : Shape.of(kind.codec().schema());
  }

  /// @param shape how apply sees objects of the kind
  Registry(Kind<T> kind, Parts parts, Supplier<Shape> shape) {
    this.kind = kind;
    this.form = new StoredForm<>(kind, parts.media());
    var pending = new PendingWrites<>(kind, form);
    this.cache = new WatchCache<>(kind, form, parts.store(), pending);
    this.lister = new Lister<>(kind, form, parts.store(), cache);
    boolean event = kind.names().plural().equals("events");
    this.writer =
        new ObjectWriter<>(
            kind, form, parts.store(), cache, pending, event ? parts.eventLeases() : null);
    var rules = parts.rules(kind);
    var fields = new FieldTracking<>(kind, shape, parts.clock());
    var deletion = new Deletion<>(kind, KindTraits.of(kind.names()));
    this.creation =
        new Creation<>(
            kind,
            form,
            writer,
            fields,
            parts.admission(),
            rules,
            parts.features(),
            parts.clock(),
            new NameGenerator(ThreadLocalRandom::current));
    this.updating =
        new Updating<>(
            kind,
            form,
            writer,
            fields,
            parts.admission(),
            rules,
            creation,
            deletion,
            parts.features(),
            parts.clock());
    this.deleting =
        new Deleting<>(kind, form, writer, parts.admission(), rules, deletion, parts.clock());
  }

  public Kind<T> kind() {
    return kind;
  }

  /// The object as it is stored, or null.
  public @Nullable CachedObject<T> find(String namespace, String name) {
    return writer.newest(form.key(namespace, name));
  }

  /// The object as it is stored; 404 when there is none.
  public CachedObject<T> get(String namespace, String name) throws ApiException {
    return required(find(namespace, name), name);
  }

  /// The object at a revision or later, as `resourceVersion` of a get asks for; 0 for any.
  public CachedObject<T> getNotOlderThan(String namespace, String name, long revision) {
    if (revision > 0) {
      lister.awaitRevision(revision);
    }
    return required(cached(namespace, name), name);
  }

  private CachedObject<T> required(@Nullable CachedObject<T> object, String name) {
    if (object == null) {
      throw Failures.notFound(kind.names(), name);
    }
    return object;
  }

  /// The object as the cache has it, where that has begun, which may lag behind the store by a
  /// moment; or null.
  public @Nullable CachedObject<T> cached(String namespace, String name) {
    return cache.isAtHand() ? cache.get(form.key(namespace, name)) : find(namespace, name);
  }

  /// The objects of a namespace, or all, as the cache has them.
  public List<T> cachedObjects(String namespace) {
    var range = cache.snapshot().objects().below(form.prefix(namespace));
    var objects = new ArrayList<T>(range.size());
    for (CachedObject<T> object : range) {
      objects.add(object.object());
    }
    return objects;
  }

  /// The object as it would be stored.
  byte[] encoded(T object) {
    return form.encode(object);
  }

  /// The object of a stored form.
  T decoded(byte[] value, String resourceVersion) {
    T object = form.decode(value, 0);
    return kind.withMetadata(
        object, object.metadata().toBuilder().resourceVersion(resourceVersion).build());
  }

  /// What there is to tell of a cache.
  ///
  /// @param revision the newest that it knows; 0 before it is filled
  /// @param changes the changes that it took and handed to those who watch
  /// @param fills how often it was filled from the store
  /// @param capacity the changes that it remembers
  public record CacheFigures(long revision, long changes, long fills, int capacity) {}

  /// What there is to tell of the cache.
  public CacheFigures cacheFigures() {
    return cache.figures();
  }

  /// How many objects there are, as the cache has them.
  public int count() {
    return cache.count();
  }

  /// A number that grows whenever an object changes.
  public long changes() {
    return cache.changes();
  }

  /// The revision up to which the cache has seen everything.
  public long revision() {
    return cache.revision();
  }

  public Page<T> list(Selection<T> selection, ListQuery query) {
    return lister.list(selection, query);
  }

  /// Follows the objects of a selection. Events wait until [Subscription#live] is called.
  public Subscription<T> watch(Selection<T> selection, ListQuery query, WatchSink<T> sink) {
    Boolean initial = query.sendInitialEvents();
    if (Boolean.TRUE.equals(initial)) {
      if (query.revision() > 0) {
        lister.awaitRevision(query.revision());
      } else if (query.revision() == ListQuery.NEWEST) {
        cache.awaitNewest();
      }
      return cache.subscribeWithObjects(selection, sink);
    }
    if (query.revision() > 0) {
      return cache.subscribe(selection, query.revision(), sink);
    }
    if (query.revision() == ListQuery.NEWEST) {
      cache.awaitNewest();
    }
    return Boolean.FALSE.equals(initial)
        ? cache.subscribe(selection, 0, sink)
        : cache.subscribeWithObjects(selection, sink);
  }

  /// Ends all watches; new ones are accepted still.
  public void endWatches() {
    cache.endSubscriptions();
  }

  /// How many watches there are.
  public int watches() {
    return cache.subscriptions();
  }

  /// Stores a new object.
  ///
  /// @param namespace the namespace of the request; the object may leave its own out
  public CachedObject<T> create(String namespace, T object, WriteContext context)
      throws ApiException {
    return creation.create(Aspect.main(kind), namespace, object, context);
  }

  /// An object that was written.
  ///
  /// @param created whether it was not there before
  public record Updated<T extends ApiObject>(CachedObject<T> object, boolean created) {}

  /// Replaces an object, if the given one's revision is the newest or it has none.
  public Updated<T> update(
      Aspect<T> aspect, String namespace, String name, T object, WriteContext context)
      throws ApiException {
    return updating.replace(aspect, namespace, name, object, context);
  }

  /// Changes an object, as often as needed until no other write interferes.
  ///
  /// @param change makes the new object from the stored one; a revision in it has to be the newest
  public CachedObject<T> change(
      Aspect<T> aspect,
      String namespace,
      String name,
      UnaryOperator<T> change,
      WriteContext context)
      throws ApiException {
    return updating.change(aspect, namespace, name, change, context);
  }

  /// Lays a configuration over an object, or makes one of it when there is none.
  ///
  /// @param context with the manager in whose name it is applied
  /// @param mayCreate refuses the creation of an object by throwing
  public Updated<T> apply(
      Aspect<T> aspect,
      String namespace,
      String name,
      Configuration configuration,
      WriteContext context,
      Runnable mayCreate)
      throws ApiException {
    return updating.apply(aspect, namespace, name, configuration, context, mayCreate);
  }

  /// Changes the object itself; see [#change(Aspect, String, String, UnaryOperator, WriteContext)].
  public CachedObject<T> change(
      String namespace, String name, UnaryOperator<T> change, WriteContext context) {
    return change(Aspect.main(kind), namespace, name, change, context);
  }

  /// An object that was deleted.
  ///
  /// @param object its last state, or the state in which it waits
  /// @param gone whether it is gone; otherwise it waits for its grace period or finalizers
  public record Deleted<T extends ApiObject>(CachedObject<T> object, boolean gone) {}

  public Deleted<T> delete(
      String namespace, String name, DeleteOptions options, WriteContext context)
      throws ApiException {
    return deleting.delete(namespace, name, options, context);
  }

  /// Deletes all objects of a selection and returns them as they were then.
  public Page<T> deleteCollection(
      Selection<T> selection, ListQuery query, DeleteOptions options, WriteContext context)
      throws ApiException {
    Deletion.check(options);
    Page<T> page = list(selection, query);
    for (CachedObject<T> object : page.objects()) {
      try {
        deleting.delete(
            object.object().metadata().namespace(),
            object.object().metadata().name(),
            options,
            context);
      } catch (ApiException e) {
        if (!e.isNotFound()) {
          throw e;
        }
      }
    }
    return page;
  }

  /// Whether a delete that is done answers with the object instead of a status.
  public boolean returnsDeleted() {
    return KindTraits.of(kind.names()).returnsDeleted();
  }

  /// Ends its watches and forgets what it has in memory.
  public void close() {
    cache.close();
  }
}
