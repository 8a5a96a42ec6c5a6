package io.kubejar.server.registry;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.StatusCause;
import io.kubejar.api.meta.v1.StatusDetails;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.storage.StoredForm;
import io.kubejar.store.CompactedException;
import io.kubejar.store.Entry;
import io.kubejar.store.FutureRevisionException;
import io.kubejar.store.Keys;
import io.kubejar.store.Range;
import io.kubejar.store.Store;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers lists: from the cache where it has the state asked for, else from the store's past.
final class Lister<T extends ApiObject> {
  private static final int CHUNK = 1000;

  /// So many objects are worth to remember which of them a selector picked.
  private static final int MANY = 1000;

  private final Kind<T> kind;
  private final StoredForm<T> form;
  private final Store store;
  private final WatchCache<T> cache;

  Lister(Kind<T> kind, StoredForm<T> form, Store store, WatchCache<T> cache) {
    this.kind = kind;
    this.form = form;
    this.store = store;
    this.cache = cache;
  }

  Page<T> list(Selection<T> selection, ListQuery query) {
    if (!query.continueToken().isEmpty()) {
      return next(selection, query);
    }
    if (query.exact()) {
      return past(selection, query.revision(), "", query.limit());
    }
    if (query.revision() == ListQuery.NEWEST) {
      cache.awaitNewest();
    } else if (query.revision() > 0) {
      awaitRevision(query.revision());
    }
    var snapshot = cache.snapshot();
    // Any revision will do: upstream's cache then answers in one piece.
    long limit = query.revision() == 0 ? 0 : query.limit();
    var objects = snapshot.objects().below(form.prefix(selection.namespace()));
    if (limit == 0 && selection.isLabelsOnly() && objects.size() >= MANY) {
      var picked = cache.picked(snapshot, objects, selection.labels());
      return new Page<>(picked, snapshot.revision(), "", null);
    }
    var page = page(selection, objects, snapshot.revision(), limit);
    if (!page.continueToken().isEmpty()) {
      cache.keep(snapshot);
    }
    return page;
  }

  /// Waits until the cache has a revision, which may lie in the future.
  void awaitRevision(long revision) {
    if (!cache.await(revision)) {
      throw tooLarge(revision, cache.revision());
    }
  }

  private static ApiException tooLarge(long revision, long current) {
    String message = "Too large resource version: %d, current: %d".formatted(revision, current);
    return Failures.failure(
        504,
        "Timeout",
        message,
        new StatusDetails(
            "",
            "",
            "",
            "",
            List.of(new StatusCause("ResourceVersionTooLarge", "Too large resource version", "")),
            1));
  }

  private Page<T> page(
      Selection<T> selection, SortedObjects.Range<T> objects, long revision, long limit) {
    boolean everything = selection.isEverything();
    int expected = !everything ? 10 : limit == 0 ? objects.size() : (int) Math.min(limit, CHUNK);
    var items = new ArrayList<CachedObject<T>>(expected);
    long seen = 0;
    String last = "";
    for (CachedObject<T> object : objects) {
      if (limit > 0 && items.size() == limit) {
        break;
      }
      if (everything || selection.matchesSelectors(object.object())) {
        items.add(object);
      }
      last = object.key();
      seen++;
    }
    if (seen == objects.size() || items.isEmpty()) {
      return new Page<>(items, revision, "", null);
    }
    Long remaining = everything ? objects.size() - seen : null;
    return new Page<>(items, revision, token(selection, revision, last), remaining);
  }

  private String token(Selection<T> selection, long revision, String lastKey) {
    String rest = lastKey.substring(form.prefix(selection.namespace()).length());
    return new ContinueToken(revision, rest + '\0').encode();
  }

  private Page<T> next(Selection<T> selection, ListQuery query) {
    var token = ContinueToken.parse(query.continueToken());
    if (token.revision() < 0) {
      cache.awaitNewest();
      var snapshot = cache.snapshot();
      var rest = rest(selection, snapshot.objects(), token);
      return page(selection, rest, snapshot.revision(), query.limit());
    }
    long limit = query.revision() == 0 ? 0 : query.limit();
    var state = cache.kept(token.revision());
    if (state != null) {
      return page(selection, rest(selection, state, token), token.revision(), limit);
    }
    try {
      return past(selection, token.revision(), token.start(), limit);
    } catch (ApiException e) {
      throw e.isExpired() ? expiredToken(token) : e;
    }
  }

  private SortedObjects.Range<T> rest(
      Selection<T> selection, SortedObjects<T> objects, ContinueToken token) {
    String prefix = form.prefix(selection.namespace());
    return objects.from(prefix + token.start(), prefix + Character.MAX_VALUE);
  }

  private static ApiException expiredToken(ContinueToken token) {
    var status =
        Failures.expired(
                "The provided continue parameter is too old to display a consistent list result."
                    + " You can start a new list without the continue parameter, or use the"
                    + " continue token in this response to retrieve the remainder of the results."
                    + " Continuing with the provided token results in an inconsistent list -"
                    + " objects that were created, modified, or deleted between the time the first"
                    + " chunk was returned and now may show up in the list.")
            .status();
    return new ApiException(
        status.with(
            b -> b.metadata(m -> m.continueToken(new ContinueToken(-1, token.start()).encode()))));
  }

  /// A page of the state at a past revision.
  private Page<T> past(Selection<T> selection, long revision, String start, long limit) {
    String prefix = form.prefix(selection.namespace());
    Keys keys = Keys.prefix(prefix).from(prefix + start);
    var items = new ArrayList<CachedObject<T>>();
    try {
      while (true) {
        int chunk = limit == 0 ? CHUNK : (int) Math.min(CHUNK, limit - items.size());
        Range range = store.range(keys, revision, chunk);
        for (CachedObject<T> object : objects(range.entries())) {
          if (selection.isEverything() || selection.matchesSelectors(object.object())) {
            items.add(object);
          }
        }
        if (!range.more()) {
          return new Page<>(items, revision, "", null);
        }
        String last = range.entries().getLast().key();
        if (limit > 0 && items.size() >= limit) {
          Long remaining = selection.isEverything() ? range.remaining() : null;
          return new Page<>(items, revision, token(selection, revision, last), remaining);
        }
        keys = keys.after(last);
      }
    } catch (CompactedException e) {
      throw Failures.expired("The resourceVersion for the provided list is too old.");
    } catch (FutureRevisionException e) {
      throw tooLarge(revision, store.revision());
    }
  }

  /// The objects of entries; those that the cache does not have are read together.
  private List<CachedObject<T>> objects(List<Entry> entries) {
    var objects = new ArrayList<@Nullable CachedObject<T>>(entries.size());
    var missing = new ArrayList<Entry>();
    for (Entry entry : entries) {
      CachedObject<T> cached = cache.get(entry.key());
      boolean same = cached != null && cached.revision() == entry.modRevision();
      objects.add(same ? cached : null);
      if (!same) {
        missing.add(entry);
      }
    }
    var read = form.decodeAll(missing).iterator();
    var all = new ArrayList<CachedObject<T>>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      CachedObject<T> cached = objects.get(i);
      all.add(
          cached != null
              ? cached
              : new CachedObject<>(kind, read.next(), entry.key(), entry.modRevision()));
    }
    return all;
  }
}
